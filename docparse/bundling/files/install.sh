#!/bin/sh
# Cài docparse trên máy Linux không có internet. Cách dùng: sh install.sh [THƯ_MỤC_CÀI] (mặc định: ~/docparse)
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=${1:-$HOME/docparse}
stop() { printf 'LỖI: %s\n' "$1" >&2; exit 1; }

cd "$here"
printf 'Kiểm tra các tệp (SHA-256)...\n'
if command -v sha256sum >/dev/null 2>&1; then
    sha256sum -c SHA256SUMS >/dev/null || stop 'bộ cài không nguyên vẹn; chép lại từ đầu'
else
    shasum -a 256 -c SHA256SUMS >/dev/null || stop 'bộ cài không nguyên vẹn; chép lại từ đầu'
fi

python='' version=''
for name in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
    found=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    [ -f "locks/linux-$found.txt" ] || continue
    python=$name version=$found
    break
done
[ -n "$python" ] || stop "cần Python một trong các bản: $(ls locks | sed -n 's/^linux-\(.*\)\.txt$/\1/p' | tr '\n' ' ')"
printf 'Python %s, cài vào %s\n' "$version" "$target"

"$python" -m venv "$target" || stop 'không tạo được môi trường Python; Ubuntu/Debian cần gói python3-venv'
pip() { "$target/bin/python" -m pip --isolated --disable-pip-version-check --quiet "$@"; }
pip install --no-index --find-links wheels --require-hashes -r "locks/linux-$version.txt"
pip install --no-index --no-deps --force-reinstall wheels/docparse-*.whl
"$target/bin/docparse" --version
printf 'Xong. Chạy: %s/bin/docparse --help\n' "$target"
