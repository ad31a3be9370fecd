# The real programs that the tests drive. Sourced by ./verify.
# Each line: Debian package, and a file or command that shows it is there.
sallyport_test_programs='
dovecot-imapd     /usr/lib/dovecot/imap
dovecot-pop3d     /usr/lib/dovecot/pop3
dovecot-auth-lua  /usr/lib/dovecot/modules/auth/libauthdb_lua.so
dovecot-ldap      /usr/lib/dovecot/modules/auth/libauthdb_ldap.so
lua-cjson         /usr/lib/*/lua/5.4/cjson.so
chromium          chromium
mutt              mutt
isync             mbsync
fetchmail         fetchmail
thunderbird       thunderbird
oathtool          oathtool
curl              curl
openssl           openssl
postgresql-15     /usr/lib/postgresql/15/bin/initdb
nginx-light       nginx
libnginx-mod-mail /usr/lib/nginx/modules/ngx_mail_module.so
caddy             caddy
freeradius        freeradius
freeradius-rest   /usr/lib/freeradius/rlm_rest.so
freeradius-utils  radtest
pamtester         pamtester
libpam-modules    /lib/*/security/pam_exec.so
libpam-wrapper    /usr/lib/*/libpam_wrapper.so
postfix           postfix
swaks             swaks
msmtp             msmtp
libmariadb3       /usr/lib/*/libmariadb.so.3
libspf2-2         /usr/lib/libspf2.so.2
apache2-utils     htpasswd
apache2-bin       /usr/lib/apache2/modules/mod_authnz_ldap.so
ldap-utils        ldapsearch
slapd             slapd
sasl2-bin         testsaslauthd
wrk               wrk
'

# Debian lets one mail server onto a machine, and that is Postfix here. The other one is unpacked and not installed.
sallyport_exim=/opt/sallyport-test-programs/exim

sallyport_unpack_exim() (
  [ ! -x "$sallyport_exim/usr/sbin/exim4" ] || exit 0
  as_root=
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cd "$work" && apt-get download -qq exim4-daemon-heavy
  # The program does not start without the user it was built for.
  id Debian-exim >/dev/null 2>&1 ||
    $as_root useradd --system --user-group --home-dir /nonexistent --shell /usr/sbin/nologin Debian-exim
  $as_root mkdir -p "$sallyport_exim"
  $as_root dpkg-deb --extract exim4-daemon-heavy_*.deb "$sallyport_exim"
  $as_root chmod u-s "$sallyport_exim/usr/sbin/exim4" # the tests are its only users
)

sallyport_is_there() {
  case $1 in
    /*) compgen -G "$1" >/dev/null ;;
    *) PATH=$PATH:/usr/sbin:/sbin type -P "$1" >/dev/null ;;
  esac
}

sallyport_missing_programs() {
  local package sign
  while read -r package sign; do
    [ -z "$package" ] || sallyport_is_there "$sign" || printf '%s\n' "$package"
  done <<<"$sallyport_test_programs"
}

# The tests start private servers on free ports; the ones that come with the packages must not start by themselves.
sallyport_apt_install() (
  as_root=
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  policy=/usr/sbin/policy-rc.d
  clusters=/etc/postgresql-common/createcluster.conf
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
    $as_root chmod 755 "$policy"
    # shellcheck disable=SC2064 # the values of now
    trap "$as_root rm -f $policy" EXIT
  fi
  if [ ! -e "$clusters" ]; then
    $as_root mkdir -p "$(dirname "$clusters")"
    echo 'create_main_cluster = false' | $as_root tee "$clusters" >/dev/null
  fi
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
    -o Dpkg::Options::=--force-confold "$@"
)

install_test_programs() {
  local missing
  mapfile -t missing < <(sallyport_missing_programs)
  if [ "${#missing[@]}" -eq 0 ] && [ -x "$sallyport_exim/usr/sbin/exim4" ]; then
    return 0
  fi
  if ! type -P apt-get >/dev/null; then
    printf 'The tests drive real programs, and these are not here (names of Debian packages):\n' >&2
    printf '  %s\n' "${missing[@]}" >&2
    printf 'This system has no apt-get: please install them its own way, then run ./verify again.\n' >&2
    exit 1
  fi
  printf 'Installing what the tests drive: %s\n' "${missing[*]:-exim4}"
  { [ "${#missing[@]}" -eq 0 ] || sallyport_apt_install "${missing[@]}"; sallyport_unpack_exim; } >target/install.log 2>&1 || {
    tail -n 20 target/install.log >&2
    printf 'Installing failed; the whole story is in target/install.log.\n' >&2
    exit 1
  }
  mapfile -t missing < <(sallyport_missing_programs)
  [ "${#missing[@]}" -eq 0 ] || {
    printf 'Installed, but still not where the tests look for it: %s\n' "${missing[*]}" >&2
    exit 1
  }
}
