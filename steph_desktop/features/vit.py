"""Vision transformers whose weights bear timm's names: UNI (ViT-L/16) and UNI2-h (ViT-H/14)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

_EPS = 1e-6


@dataclass(frozen=True)
class ViTConfig:
    """Shape of a vision transformer."""

    # image_px, patch_px: Side of the picture the position embedding was learnt for, and of a
    # token's patch.
    image_px: int = 224
    patch_px: int = 16
    # width, depth, heads: Embedding width, blocks, attention heads.
    width: int = 1024
    depth: int = 24
    heads: int = 16
    mlp_ratio: float = 4.0  # width of the hidden layer over `width`
    swiglu: bool = False  # packed SwiGLU (silu(first half) * second half) instead of GELU
    registers: int = 0  # register tokens after the class token
    # Whether class and register tokens have position embeddings of their own.
    prefix_positions: bool = True


UNI = ViTConfig()
"""UNI, Chen et al. 2024, Nature Medicine, doi:10.1038/s41591-024-02857-3."""

UNI2_H = ViTConfig(
    patch_px=14,
    width=1536,
    depth=24,
    heads=24,
    mlp_ratio=2.66667 * 2,
    swiglu=True,
    registers=8,
    prefix_positions=False,
)
"""UNI2-h, the same group's successor, 2025."""


class _PatchEmbed(nn.Module):
    def __init__(self, config: ViTConfig) -> None:
        super().__init__()
        side = config.patch_px
        self.proj = nn.Conv2d(3, config.width, kernel_size=side, stride=side)

    def forward(self, pixels: Tensor) -> Tensor:
        tokens: Tensor = self.proj(pixels)
        return tokens.permute(0, 2, 3, 1)


class _Attention(nn.Module):
    def __init__(self, config: ViTConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.qkv = nn.Linear(config.width, 3 * config.width)
        self.proj = nn.Linear(config.width, config.width)

    def forward(self, x: Tensor) -> Tensor:
        n, tokens, width = x.shape
        packed = self.qkv(x).view(n, tokens, 3, self.heads, width // self.heads)
        query, key, value = packed.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value)
        out: Tensor = self.proj(mixed.transpose(1, 2).reshape(n, tokens, width))
        return out


class _Mlp(nn.Module):
    def __init__(self, config: ViTConfig) -> None:
        super().__init__()
        hidden = int(config.width * config.mlp_ratio)
        self.swiglu = config.swiglu
        self.fc1 = nn.Linear(config.width, hidden)
        self.fc2 = nn.Linear(hidden // 2 if config.swiglu else hidden, config.width)

    def forward(self, x: Tensor) -> Tensor:
        hidden: Tensor = self.fc1(x)
        if self.swiglu:
            gate, value = hidden.chunk(2, dim=-1)
            hidden = functional.silu(gate) * value
        else:
            hidden = functional.gelu(hidden)
        out: Tensor = self.fc2(hidden)
        return out


class _LayerScale(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.full((width,), 1e-5))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.gamma


class _Block(nn.Module):
    def __init__(self, config: ViTConfig) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(config.width, eps=_EPS)
        self.attn = _Attention(config)
        self.ls1 = _LayerScale(config.width)
        self.norm2 = nn.LayerNorm(config.width, eps=_EPS)
        self.mlp = _Mlp(config)
        self.ls2 = _LayerScale(config.width)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.ls1(self.attn(self.norm1(x)))
        out: Tensor = x + self.ls2(self.mlp(self.norm2(x)))
        return out


class VisionTransformer(nn.Module):
    """A ViT without classifier; its state dict has the names and shapes that timm gives it.

    Parameters
    ----------
    config : ViTConfig
        Its shape.

    References
    ----------
    Dosovitskiy et al., ICLR 2021 (ViT); Touvron et al., ICCV 2021 (LayerScale); Darcet et al.,
    ICLR 2024 (registers); Shazeer, arXiv 2002.05202 (SwiGLU).
    """

    def __init__(self, config: ViTConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
        patches = (config.image_px // config.patch_px) ** 2
        prefix = 1 + config.registers if config.prefix_positions else 0
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.reg_token: nn.Parameter | None = None
        if config.registers:
            self.reg_token = nn.Parameter(torch.zeros(1, config.registers, width))
        self.pos_embed = nn.Parameter(torch.zeros(1, prefix + patches, width))
        self.patch_embed = _PatchEmbed(config)
        self.blocks = nn.ModuleList(_Block(config) for _ in range(config.depth))
        self.norm = nn.LayerNorm(width, eps=_EPS)

    def tokens(self, pixels: Tensor) -> Tensor:
        """Return all normalised tokens: class, registers, patches row by row.

        Parameters
        ----------
        pixels : Tensor, shape (n, 3, h, w)
            Normalised; h and w multiples of the patch side.

        Returns
        -------
        Tensor, shape (n, 1 + registers + patches, width)
        """
        grid = self.patch_embed(pixels)
        n, rows, columns, width = grid.shape
        prefix = self.cls_token.expand(n, -1, -1)
        if self.reg_token is not None:
            prefix = torch.cat((prefix, self.reg_token.expand(n, -1, -1)), dim=1)
        positions = self._positions(rows, columns)
        patches = grid.reshape(n, rows * columns, width)
        if self.config.prefix_positions:
            x = torch.cat((prefix, patches), dim=1) + positions
        else:
            x = torch.cat((prefix, patches + positions), dim=1)
        for block in self.blocks:
            x = block(x)
        out: Tensor = self.norm(x)
        return out

    def forward(self, pixels: Tensor) -> Tensor:
        """Return the class token, shape (n, width), for pixels of shape (n, 3, h, w)."""
        return self.tokens(pixels)[:, 0]

    def _positions(self, rows: int, columns: int) -> Tensor:
        """Position embedding for a grid of tokens, resized bicubic with antialiasing."""
        side = self.config.image_px // self.config.patch_px
        if (rows, columns) == (side, side):
            return self.pos_embed
        n_prefix = self.pos_embed.shape[1] - side * side
        prefix, grid = self.pos_embed[:, :n_prefix], self.pos_embed[:, n_prefix:]
        square = grid.float().reshape(1, side, side, -1).permute(0, 3, 1, 2)
        resized = functional.interpolate(square, (rows, columns), mode="bicubic", antialias=True)
        flat = resized.permute(0, 2, 3, 1).reshape(1, rows * columns, -1).to(grid.dtype)
        return torch.cat((prefix, flat), dim=1)
