"""Vision transformers whose weights bear timm's names, and those of Dinov2 brought to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from steph_desktop.features.encoder_registry import Pooling, Positions, ViTConfig

_EPS = 1e-6


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
        prefix = {
            Positions.ALL: 1 + config.registers,
            Positions.CLASS: 1,
            Positions.NONE: 0,
        }[config.positions]
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.reg_token: nn.Parameter | None = None
        if config.registers:
            self.reg_token = nn.Parameter(torch.zeros(1, config.registers, width))
        self.pos_embed = nn.Parameter(torch.zeros(1, prefix + patches, width))
        self.patch_embed = _PatchEmbed(config)
        self.blocks = nn.ModuleList(_Block(config) for _ in range(config.depth))
        self.norm = nn.LayerNorm(width, eps=_EPS)

    def tokens(self, pixels: Tensor) -> Tensor:
        """Return all normalised tokens (n, tokens, width): class, registers, patches row by row.

        Parameters
        ----------
        pixels : Tensor, shape (n, 3, h, w)
            Normalised; h and w multiples of the patch side.
        """
        grid = self.patch_embed(pixels)
        n, rows, columns, width = grid.shape
        first = self.cls_token.expand(n, -1, -1)
        registers = self.cls_token[:, :0].expand(n, -1, -1)
        if self.reg_token is not None:
            registers = self.reg_token.expand(n, -1, -1)
        positions = self._positions(rows, columns)
        patches = grid.reshape(n, rows * columns, width)
        if self.config.positions is Positions.ALL:
            x = torch.cat((first, registers, patches), dim=1) + positions
        elif self.config.positions is Positions.CLASS:
            # Registers come after the positions were added: they have none.
            first, patches = first + positions[:, :1], patches + positions[:, 1:]
            x = torch.cat((first, registers, patches), dim=1)
        else:
            x = torch.cat((first, registers, patches + positions), dim=1)
        for block in self.blocks:
            x = block(x)
        out: Tensor = self.norm(x)
        return out

    def forward(self, pixels: Tensor) -> Tensor:
        """Return features, shape (n, D), for pixels of shape (n, 3, h, w)."""
        tokens = self.tokens(pixels)
        if self.config.pooling is Pooling.CLASS:
            return tokens[:, 0]
        patches = tokens[:, 1 + self.config.registers :]
        return torch.cat((tokens[:, 0], patches.mean(dim=1)), dim=-1)

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


# --- the names of Hugging Face's Dinov2 -----------------------------------------------------------

_OUTSIDE = {
    "embeddings.cls_token": "cls_token",
    "embeddings.register_tokens": "reg_token",
    "embeddings.position_embeddings": "pos_embed",
    "embeddings.patch_embeddings.projection.weight": "patch_embed.proj.weight",
    "embeddings.patch_embeddings.projection.bias": "patch_embed.proj.bias",
    "layernorm.weight": "norm.weight",
    "layernorm.bias": "norm.bias",
}
_INSIDE = {
    "attention.output.dense": "attn.proj",
    "layer_scale1.lambda1": "ls1.gamma",
    "layer_scale2.lambda1": "ls2.gamma",
    "mlp.weights_in": "mlp.fc1",  # both halves of SwiGLU, the gate first
    "mlp.weights_out": "mlp.fc2",
}
_BLOCK = re.compile(r"encoder\.layer\.(\d+)\.(.+)")
_UNUSED = "embeddings.mask_token"  # of pretraining
_PACKED = ("query", "key", "value")


def from_dinov2(weights: Mapping[str, Any]) -> dict[str, Any]:
    """Name the tensors of Hugging Face's Dinov2 as timm does, query, key and value in one.

    Names that are not of such a model stay as they are, for the caller to refuse.
    """
    named: dict[str, Any] = {}
    packed: dict[str, dict[str, Tensor]] = {}
    for full, value in weights.items():
        name = str(full).removeprefix("dinov2.")
        if name == _UNUSED:
            continue
        found = _BLOCK.fullmatch(name)
        if found is None:
            named[_OUTSIDE.get(name, name)] = value
            continue
        number, rest = found.groups()
        stem, _, kind = rest.rpartition(".")
        part = stem.removeprefix("attention.attention.")
        if part in _PACKED and part != stem:
            packed.setdefault(f"blocks.{number}.attn.qkv.{kind}", {})[part] = value
        elif rest in _INSIDE:
            named[f"blocks.{number}.{_INSIDE[rest]}"] = value
        else:
            named[f"blocks.{number}.{_INSIDE.get(stem, stem)}.{kind}"] = value
    for name, parts in packed.items():
        if len(parts) == len(_PACKED) and all(isinstance(v, Tensor) for v in parts.values()):
            named[name] = torch.cat([parts[part] for part in _PACKED])
    return named
