"""EfficientNet-Lite0, the embedded encoder: names of its published PyTorch weights."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.fusion import fuse_conv_bn_eval

FEATURE_DIM = 1280

# expansion, channels, repeats, stride of the first, kernel: EfficientNet-B0's stages, without
# squeeze-and-excitation.
_STAGES = (
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 4, 2, 5),
    (6, 320, 1, 1, 3),
)
_BN_EPS = 1e-3  # TensorFlow's; PyTorch's own would shift every feature
# A convolution and its normalisation, by their names in a block or in the network.
_NORMALISED = (
    ("_expand_conv", "_bn0"), ("_depthwise_conv", "_bn1"), ("_project_conv", "_bn2"),
    ("_conv_stem", "_bn0"), ("_conv_head", "_bn1"),
)  # fmt: skip


class _SameConv(nn.Conv2d):
    """A convolution padded as TensorFlow's SAME: an odd pixel of padding goes right and below."""

    def forward(self, x: Tensor) -> Tensor:
        kernel, stride = self.kernel_size[0], self.stride[0]
        if stride == 1:
            return functional.conv2d(
                x, self.weight, self.bias, padding=kernel // 2, groups=self.groups
            )
        height, width = x.shape[-2:]
        down = max((-(-height // stride) - 1) * stride + kernel - height, 0)
        across = max((-(-width // stride) - 1) * stride + kernel - width, 0)
        x = functional.pad(x, (across // 2, across - across // 2, down // 2, down - down // 2))
        return functional.conv2d(x, self.weight, self.bias, stride=stride, groups=self.groups)


def _norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=_BN_EPS)


class _Block(nn.Module):
    """Inverted residual: expand, depthwise, project."""

    def __init__(self, inputs: int, outputs: int, expansion: int, stride: int, kernel: int) -> None:
        super().__init__()
        hidden = inputs * expansion
        self.skip = stride == 1 and inputs == outputs
        if expansion != 1:
            self._expand_conv = _SameConv(inputs, hidden, 1, bias=False)
            self._bn0 = _norm(hidden)
        self.expands = expansion != 1
        self._depthwise_conv = _SameConv(
            hidden, hidden, kernel, stride=stride, groups=hidden, bias=False
        )
        self._bn1 = _norm(hidden)
        self._project_conv = _SameConv(hidden, outputs, 1, bias=False)
        self._bn2 = _norm(outputs)

    def forward(self, x: Tensor) -> Tensor:
        out = functional.relu6(self._bn0(self._expand_conv(x))) if self.expands else x
        out = functional.relu6(self._bn1(self._depthwise_conv(out)))
        out = self._bn2(self._project_conv(out))
        result: Tensor = out + x if self.skip else out
        return result


class EfficientNetLite0(nn.Module):
    """EfficientNet-Lite0 with its ImageNet classifier.

    References
    ----------
    Tan and Le, ICML 2019; the Lite variants (no squeeze-and-excitation, ReLU6) by Google, 2020.
    """

    def __init__(self) -> None:
        super().__init__()
        self._conv_stem = _SameConv(3, 32, 3, stride=2, bias=False)
        self._bn0 = _norm(32)
        blocks: list[nn.Module] = []
        inputs = 32
        for expansion, outputs, repeats, stride, kernel in _STAGES:
            for repeat in range(repeats):
                blocks.append(
                    _Block(inputs, outputs, expansion, stride if repeat == 0 else 1, kernel)
                )
                inputs = outputs
        self._blocks = nn.ModuleList(blocks)
        self._conv_head = _SameConv(inputs, FEATURE_DIM, 1, bias=False)
        self._bn1 = _norm(FEATURE_DIM)
        self._fc = nn.Linear(FEATURE_DIM, 1000)

    def forward(self, pixels: Tensor) -> Tensor:
        """Return pooled features before the classifier, shape (n, 1280), at least 0.

        Parameters
        ----------
        pixels : Tensor, shape (n, 3, h, w)
            Scaled as the weights want it, see `steph_desktop.features.encoders`.
        """
        x = functional.relu6(self._bn0(self._conv_stem(pixels)))
        for block in self._blocks:
            x = block(x)
        x = functional.relu6(self._bn1(self._conv_head(x)))
        return x.mean(dim=(2, 3))

    def fold(self) -> EfficientNetLite0:
        """Put every normalisation into the convolution before it: the same in fewer passes."""
        for holder in self.modules():
            for conv, norm in _NORMALISED:
                if hasattr(holder, conv) and hasattr(holder, norm):
                    folded = fuse_conv_bn_eval(getattr(holder, conv), getattr(holder, norm))
                    setattr(holder, conv, folded)
                    setattr(holder, norm, nn.Identity())
        return self
