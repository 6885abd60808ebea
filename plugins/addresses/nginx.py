"""The same for nginx, which answers with the right status: 301 for what has moved, 410 for what is gone."""

from plugins.addresses.model import Settled

_HEAD = """\
# Máy ghi mỗi lần dựng trang, đừng sửa tay. Đặt dòng này vào khối http { … } của nginx:
#     include /đường-dẫn/nginx-chuyen-huong.conf;
# rồi làm theo docs/nginx.md trong khối server { … }.
"""
_LEAST_BUCKET, _LEAST_TABLE = 64, 2048


def nginx_maps(settled: Settled) -> str:
    """Two maps for the http block: `$dia_chi_moi` (where to, or '') and `$da_go` (1 or '')."""
    moved = [f"    {old} {new};" for old, new in sorted(settled.moved.items())]
    gone = [f"    {path} 1;" for path in sorted(settled.gone)]
    longest = max((len(path) for path in (*settled.moved, *settled.gone)), default=0)
    # nginx refuses to start where a key does not fit its bucket: 32 bytes beside the key are its own
    bucket = _power_of_two(longest + 32, _LEAST_BUCKET)
    table = _power_of_two(4 * max(len(moved), len(gone)), _LEAST_TABLE)
    lines = [
        f"map_hash_bucket_size {bucket};",
        f"map_hash_max_size {table};",
        *("map $uri $dia_chi_moi {", '    default "";', *moved, "}"),
        *("map $uri $da_go {", '    default "";', *gone, "}"),
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _power_of_two(enough: int, least: int) -> int:
    size = least
    while size < enough:
        size *= 2
    return size
