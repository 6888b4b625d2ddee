"""Decodes images as a browser would show them: by another library. Usage: decode-images.py FILE..."""

import hashlib
import json
import sys

from PIL import Image, ImageOps


def described(path):
    with Image.open(path) as image:
        image.load()
        # A profile or a gamma is not applied, and so changes no pixel here.
        upright = ImageOps.exif_transpose(image)
        return {
            "format": image.format,
            "width": image.width,
            "height": image.height,
            "frames": getattr(image, "n_frames", 1),
            "orientation": image.getexif().get(0x0112, 1),
            "exifTags": len(image.getexif()),
            "pixels": hashlib.sha256(upright.convert("RGBA").tobytes()).hexdigest(),
        }


json.dump([described(path) for path in sys.argv[1:]], sys.stdout)
