"""p4-cnn and alphaf-p4-cnn as they are usually written in PyTorch: kernels are turned and stacked in every pass.

Prints JSON: the version and, for each network, the medians of a training step and of inference in milliseconds an image.
"""
import json
import math
import statistics
import time

import torch
import torch.nn.functional as F

CHANNELS, CLASSES, ORDER, BATCH, CALLS = 10, 10, 4, 128, 15
HAAR = math.pi / 2


def turned(weight, rolls):
    """[o, c, h, y, x] -> [o·h, c·h, y, x]; [o, c, y, x] -> [o·h, c, y, x]."""
    copies = [torch.rot90(weight, k, (-2, -1)) for k in range(ORDER)]
    if rolls:
        copies = [copy.roll(k, 2) for k, copy in enumerate(copies)]
    bank = torch.stack(copies, 1)
    return bank.reshape(bank.shape[0] * ORDER, -1, *weight.shape[-2:])


class Layer(torch.nn.Module):
    """A convolution, with attention on its input where asked for, batch normalisation and relu."""

    def __init__(self, inputs, outputs, side, attends, dilation=1, ends=False):
        super().__init__()
        self.lifts = inputs == 1
        fibre = [] if self.lifts else [ORDER]
        draw = lambda *shape: torch.nn.Parameter(torch.randn(*shape) * 0.1)
        self.weight = draw(outputs, inputs, *fibre, side, side)
        self.attends, self.dilation = attends, dilation
        if attends:
            hidden = max(1, inputs // 2)
            self.first = draw(hidden, inputs, *fibre, 1, 1)
            self.second = draw(inputs, hidden, *fibre, 1, 1)
            self.map = draw(1, 2, *fibre, 7, 7)
        self.norm = None if ends else torch.nn.BatchNorm3d(outputs, eps=2e-5)

    def attended(self, x):
        b, c, h, height, width = x.shape

        def perceptron(s):
            if self.lifts:
                return F.conv2d(F.relu(F.conv2d(s, self.first)), self.second)
            inner = F.relu(F.conv2d(s, turned(self.first, True)) * HAAR)
            return F.conv2d(inner, turned(self.second, True)) * HAAR

        flat = x.reshape(b, c * h, height, width)
        gate = perceptron(flat.mean((2, 3), keepdim=True)) + perceptron(flat.amax((2, 3), keepdim=True))
        x = x * torch.sigmoid(gate).reshape(b, c, h, 1, 1)
        seen = torch.stack([x.mean(1), x.amax(1)], 1).reshape(b, 2 * h, height, width)
        kernel = self.map if self.lifts else turned(self.map, True) * HAAR
        gate = F.conv2d(seen, kernel, padding=3 * self.dilation, dilation=self.dilation)
        return x * torch.sigmoid(gate).reshape(b, 1, h, height, width)

    def forward(self, x):
        if self.attends:
            x = self.attended(x)
        b, c, h, height, width = x.shape
        bank = turned(self.weight, not self.lifts)
        x = F.conv2d(x.reshape(b, c * h, height, width), bank if self.lifts else bank * HAAR)
        x = x.reshape(b, -1, ORDER, *x.shape[-2:])
        return x if self.norm is None else F.relu(self.norm(x))


class Network(torch.nn.Module):
    def __init__(self, attends):
        super().__init__()
        sides = [3, 3, 3, 3, 3, 3, 4]
        self.layers = torch.nn.ModuleList(
            Layer(1 if i == 0 else CHANNELS, CLASSES if i == 6 else CHANNELS, side, attends, 4 if i == 0 else 1, i == 6)
            for i, side in enumerate(sides)
        )

    def forward(self, x):
        x = x.unsqueeze(2)
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i == 1:
                x = F.max_pool3d(x, (1, 2, 2))
            elif i < 6:
                x = F.dropout(x, 0.3, self.training)
        return x.amax(2).flatten(1)


def median(call):
    times = []
    for i in range(CALLS + 3):
        start = time.perf_counter()
        call()
        if i >= 3:
            times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e3 / BATCH


def measured(name, attends):
    network = Network(attends)
    adam = torch.optim.Adam(network.parameters(), 1e-3)
    images = torch.randn(BATCH, 1, 28, 28)
    labels = torch.randint(0, CLASSES, (BATCH,))

    def step():
        network.train()
        adam.zero_grad()
        F.cross_entropy(network(images), labels).backward()
        adam.step()

    def infer():
        network.eval()
        with torch.no_grad():
            network(images)

    return {"name": name, "batch": BATCH, "step": median(step), "inference": median(infer)}


print(
    json.dumps(
        {
            "version": torch.__version__,
            "rows": [measured("p4-cnn", False), measured("alphaf-p4-cnn", True)],
        }
    )
)
