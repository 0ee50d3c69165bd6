#!/usr/bin/env bash
# Sets up what the door is measured beside, Hush Line and SecureDrop's source interface, in a folder outside of this project.
#
#   git clone <Hush Line> FOLDER/hushline; git clone <SecureDrop> FOLDER/securedrop     (or one of them)
#   bench/peers/door_peers.sh install FOLDER    an environment for each, in FOLDER/made (once; minutes)
#   bench/peers/door_peers.sh start FOLDER      both (not as root), with new keys and empty databases, in FOLDER/run; prints what
#                                               bench/door.py needs
#   bench/peers/door_peers.sh stop FOLDER       ends both, and empties FOLDER/run of all that was sent
#
# Each runs as its own project runs it, on 127.0.0.1:
#   Hush Line     the command of its scripts/prod_start.sh, gunicorn with one worker; its locked requirements; PostgreSQL as it
#                 comes, on a socket; one account with a key of 4096 bits, and no mail. Its styles and scripts are not built.
#   SecureDrop    Apache with mod_wsgi, 2 processes of 30 threads and 500 MiB a request, as its site is; its locked requirements;
#                 Redis and one rqworker; SQLite by its migrations; a submission key of 4096 bits. No Tor, no AppArmor. Connections
#                 are kept 75 s, not Apache's 5, so that none is cut while others are prepared.
#
# Needs git checkouts as above, PostgreSQL, gpg, and for SecureDrop also redis-server, Apache's headers and Rust (it pins 1.81):
#   apt-get install postgresql gnupg redis-server apache2-dev apache2-bin
# SecureDrop 2.10 wants Python 3.8, Hush Line 3.13; name others, or where they are, with HUSHLINE_PYTHON and SECUREDROP_PYTHON.
# Where cargo reaches no crates, DEBIAN_CRATES=1 builds SecureDrop's OpenPGP from Debian's, which are older (sequoia-openpgp 1.12 with
# Nettle in place of 1.21 with OpenSSL): then its figures are close to upstream's, not upstream's.
#   apt-get install librust-sequoia-openpgp+nettle-dev librust-sequoia-openpgp+compression-dev librust-pyo3-dev nettle-dev libclang-dev

set -euo pipefail

usage() { sed -n '4,8s/^# *//p' "$0" >&2; exit 2; }
if [ $# != 2 ] || [ ! -d "$2" ]; then usage; fi
FOLDER=$(cd "$2" && pwd)
MADE=$FOLDER/made RUN=$FOLDER/run
HUSHLINE_PORT=${HUSHLINE_PORT:-8630} SECUREDROP_PORT=${SECUREDROP_PORT:-8640} REDIS_PORT=${REDIS_PORT:-8641}
DROP=$FOLDER/securedrop/securedrop

fail() { echo "$*" >&2; exit 1; }
need() { command -v "$1" > /dev/null || fail "This needs $1: see the head of $0."; }
random() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n'; }

environment() { # its name, its Python, a file of requirements with hashes
  "$2" -m venv "$MADE/$1"
  "$MADE/$1/bin/pip" --disable-pip-version-check install --quiet --no-deps --require-hashes -r "$3"
}

# Installing

install_hushline() {
  "${HUSHLINE_PYTHON:-python3.13}" - "$FOLDER/hushline/poetry.lock" > "$MADE/hushline.txt" << 'PYTHON'
import sys, tomllib
for one in tomllib.load(open(sys.argv[1], "rb"))["package"]:
    if "main" in one["groups"]:
        when = one.get("markers", "")
        when = when if isinstance(when, str) else when["main"]
        print(f"{one['name']}=={one['version']}", f"; {when}" if when else "", *(f"--hash={f['hash']}" for f in one["files"]))
PYTHON
  environment hushline "${HUSHLINE_PYTHON:-python3.13}" "$MADE/hushline.txt"
}

install_securedrop() {
  need cargo; need apxs; need redis-server
  environment securedrop "${SECUREDROP_PYTHON:-python3.8}" "$DROP/requirements/python3/requirements.txt"
  build_redwood
}

build_redwood() { # SecureDrop's OpenPGP, in Rust, built in a copy
  export PYO3_PYTHON="$MADE/securedrop/bin/python"
  mkdir -p "$MADE/rust"
  cp -r "$FOLDER/securedrop/"{Cargo.toml,Cargo.lock,redwood} "$MADE/rust/"
  if [ "${DEBIAN_CRATES:-}" ]; then
    older_crates
    (cd "$MADE/rust" && cargo build --release --lib --offline --quiet)
  else
    (cd "$MADE/rust" && cargo build --release --lib --locked --quiet)
  fi
  local package
  package=$("$MADE/securedrop/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/redwood
  mkdir -p "$package"
  cp "$MADE/rust/redwood/redwood/"*.py* "$package/"
  cp "$MADE/rust/target/release/libredwood.so" "$package/redwood.so"
}

older_crates() { # three names that are other in Debian's older crates; its tests, which need crates of their own, are cut
  mkdir -p "$MADE/rust/.cargo"
  printf '[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "/usr/share/cargo/registry"\n' > "$MADE/rust/.cargo/config.toml"
  rm -f "$MADE/rust/Cargo.lock"
  sed -i -e 's/^pyo3 = { version = "[^"]*"/pyo3 = { version = "0.17"/' -e '/^\[dev-dependencies\]/,$d' \
    -e '/^sequoia-openpgp/s/version = "[^"]*"/version = "1.12"/' -e 's/crypto-openssl/crypto-nettle/' "$MADE/rust/redwood/Cargo.toml"
  sed -i -e 's/Encryptor2 as Encryptor/Encryptor/' -e 's/^use std::borrow::Cow;/use pyo3::types::PyBytes;/' -e '/^#\[cfg(test)\]/,$d' \
    -e "s/^    ciphertext: Vec<u8>,/    py: Python<'_>,\n&/" -e "s/Result<Cow<'static, \[u8\]>>/Result<Py<PyBytes>>/" \
    -e 's/Ok(Cow::from(buffer))/Ok(PyBytes::new(py, \&buffer).into())/' "$MADE/rust/redwood/src/lib.rs"
}

# Running

a_key() { # gives $RUN/key.asc, the public half of a newsroom's key
  mkdir -m 700 "$RUN/gpg"
  printf '%s\n' '%no-protection' 'Key-Type: RSA' 'Key-Length: 4096' 'Subkey-Type: RSA' 'Subkey-Length: 4096' \
    'Subkey-Usage: encrypt' 'Name-Email: bench@crest.example' 'Expire-Date: 0' '%commit' |
    gpg --homedir "$RUN/gpg" --quiet --batch --generate-key 2> /dev/null
  gpg --homedir "$RUN/gpg" --armor --export > "$RUN/key.asc"
  gpgconf --homedir "$RUN/gpg" --kill gpg-agent
}

start_hushline() {
  local programs
  programs=$(dirname "$(readlink -f "$(command -v initdb || printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")")
  "$programs/initdb" -D "$RUN/postgresql" -U hushline -A trust -E UTF8 --locale=C.UTF-8 > /dev/null
  "$programs/pg_ctl" -D "$RUN/postgresql" -l "$RUN/postgresql.log" -w -o "-k $RUN -c listen_addresses=''" start > /dev/null
  echo "$programs/pg_ctl" > "$RUN/pg_ctl"
  "$programs/createdb" -h "$RUN" -U hushline hushline
  export FLASK_APP=hushline SECRET_KEY ENCRYPTION_KEY SESSION_FERNET_KEY
  SECRET_KEY=$(random) ENCRYPTION_KEY=$(random) SESSION_FERNET_KEY=$(random)
  export SQLALCHEMY_DATABASE_URI="postgresql://hushline@/hushline?host=$RUN"
  export PUBLIC_BASE_URL="http://127.0.0.1:$HUSHLINE_PORT"
  export BLOB_STORAGE_PUBLIC_DRIVER=file-system BLOB_STORAGE_PUBLIC_FS_ROOT="$RUN/blobs"
  cd "$FOLDER/hushline"
  "$MADE/hushline/bin/flask" db upgrade > "$RUN/hushline.log" 2>&1
  "$MADE/hushline/bin/python" - "$RUN/key.asc" << 'PYTHON' >> "$RUN/hushline.log" 2>&1
import sys
from pathlib import Path
from hushline import create_app
from hushline.db import db
from hushline.model import User, Username
with create_app().app_context():
    user = User(password="Not-a-secret-of-anybody-1", is_admin=False)
    db.session.add(user)
    db.session.flush()
    user.pgp_key, user.onboarding_complete = Path(sys.argv[1]).read_text(), True
    name = Username(user_id=user.id, _username="bench", display_name="Bench", is_primary=True)
    db.session.add(name)
    db.session.flush()
    name.create_default_field_defs()
    db.session.commit()
PYTHON
  "$MADE/hushline/bin/gunicorn" "hushline:create_app()" -b "127.0.0.1:$HUSHLINE_PORT" >> "$RUN/hushline.log" 2>&1 &
  echo $! > "$RUN/hushline.pid"
}

configure_securedrop() { # as its example, with a folder and keys of its own
  mkdir -p "$RUN/securedrop/"{store,keys,tmp}
  cp "$RUN/key.asc" "$RUN/securedrop/journalist.pub"
  local redis=$1 key name
  key=$(gpg --homedir "$RUN/gpg" --quiet --with-colons --list-keys 2> /dev/null | awk -F: '/^fpr/ { print $10; exit }')
  sed -e "s#{{ securedrop_app_gpg_fingerprint }}#$key#" -e "s#{{ redis_password.stdout }}#$redis#" -e "s#'/var/lib/securedrop'#'$RUN/securedrop'#" \
    -e "s#os.path.dirname(os.path.realpath(__file__))#'$DROP'#" "$DROP/config.py.example" > "$RUN/config.py"
  for name in source_secret_key journalist_secret_key scrypt_id_pepper scrypt_gpg_pepper; do
    sed -i "s#{{ $name.stdout }}#$(random)#" "$RUN/config.py"
  done
  echo 'SUPPORTED_LOCALES = ["en_US"]' >> "$RUN/config.py"
  # The wsgi file of its package, and a port for Redis other than the one that somebody may use already.
  cat > "$RUN/source.wsgi" << PYTHON
import sdconfig
sdconfig.SecureDropConfig.REDIS_KWARGS = {"password": "$redis", "port": $REDIS_PORT}
from source import app as application
PYTHON
  sed -e "s#sqlite:////var/lib/securedrop#sqlite:///$RUN/securedrop#" -e "s#^script_location = .*#script_location = $DROP/alembic#" \
    "$DROP/alembic.ini" > "$RUN/alembic.ini"
}

start_securedrop() {
  local redis
  redis=$(random)
  configure_securedrop "$redis"
  export PYTHONPATH="$RUN:$DROP" PYTHONDONTWRITEBYTECODE=1 PATH="$RUN/bin:$PATH"
  mkdir "$RUN/bin" && ln -s "$(command -v gpg)" "$RUN/bin/gpg2" # its migrations look for it by this older name
  cd "$DROP"
  "$MADE/securedrop/bin/alembic" -c "$RUN/alembic.ini" upgrade head > "$RUN/alembic.log" 2>&1
  redis-server --bind 127.0.0.1 --port "$REDIS_PORT" --requirepass "$redis" --dir "$RUN" > "$RUN/redis.log" 2>&1 &
  echo $! > "$RUN/redis.pid"
  "$MADE/securedrop/bin/rq" worker --url "redis://:$redis@127.0.0.1:$REDIS_PORT" > "$RUN/rq.log" 2>&1 &
  echo $! > "$RUN/rq.pid"
  "$MADE/securedrop/bin/mod_wsgi-express" setup-server "$RUN/source.wsgi" --host 127.0.0.1 --port "$SECUREDROP_PORT" \
    --processes 2 --threads 30 --limit-request-body 524288000 --keep-alive-timeout 75 --disable-reloading --locale C.UTF-8 \
    --python-path "$RUN" --python-path "$DROP" --working-directory "$DROP" --server-root "$RUN/apache" > "$RUN/apache.log" 2>&1
  "$RUN/apache/apachectl" start >> "$RUN/apache.log" 2>&1
}

answers() { # its name, the address of a page
  for _ in $(seq 150); do
    if "$MADE/$1/bin/python" -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=5)' "$2" 2> /dev/null; then return; fi
    sleep 0.2
  done
  fail "$1 does not answer: see the logs in $RUN, then type $0 stop $FOLDER."
}

start() {
  [ "$(id -u)" != 0 ] || fail "Neither PostgreSQL nor Apache runs as root: start this as somebody who may write in $FOLDER."
  [ ! -e "$RUN/key.asc" ] || fail "It runs, or was not stopped: type $0 stop $FOLDER first."
  mkdir -p "$RUN"
  a_key
  if [ -d "$MADE/hushline" ]; then (start_hushline); answers hushline "http://127.0.0.1:$HUSHLINE_PORT/to/bench"; fi
  if [ -d "$MADE/securedrop" ]; then (start_securedrop); answers securedrop "http://127.0.0.1:$SECUREDROP_PORT/"; fi
  echo "Both answer on this machine alone. Before you run bench/door.py, type:"
  [ ! -d "$MADE/hushline" ] || echo "export JEBO_BENCH_HUSHLINE=http://127.0.0.1:$HUSHLINE_PORT/to/bench"
  [ ! -d "$MADE/securedrop" ] || echo "export JEBO_BENCH_SECUREDROP=http://127.0.0.1:$SECUREDROP_PORT"
}

end() { # a process that start() began, and wait until it has gone, 5 seconds at most
  kill "$1" 2> /dev/null || return 0
  for _ in $(seq 25); do kill -0 "$1" 2> /dev/null || return 0; sleep 0.2; done
}

stop() {
  [ ! -x "$RUN/apache/apachectl" ] || "$RUN/apache/apachectl" stop > /dev/null 2>&1 || true
  for pid in hushline rq redis; do
    [ ! -e "$RUN/$pid.pid" ] || end "$(cat "$RUN/$pid.pid")"
  done
  [ ! -e "$RUN/pg_ctl" ] || "$(cat "$RUN/pg_ctl")" -D "$RUN/postgresql" -w -m fast stop > /dev/null || true
  rm -rf "${RUN:?}"/*
}

case $1 in
  install)
    [ -d "$FOLDER/hushline" ] || [ -d "$FOLDER/securedrop" ] || fail "Neither $FOLDER/hushline nor $FOLDER/securedrop is there: clone one first."
    mkdir -p "$MADE"
    [ ! -d "$FOLDER/hushline" ] || install_hushline
    [ ! -d "$FOLDER/securedrop" ] || install_securedrop
    ;;
  start) start ;;
  stop) stop ;;
  *) usage ;;
esac
