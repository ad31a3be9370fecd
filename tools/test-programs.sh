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
jq                jq
man-db            man
groff-base        groff
zsh               zsh
openssl           openssl
postgresql-15     /usr/lib/postgresql/15/bin/initdb
nginx-light       nginx
libnginx-mod-mail /usr/lib/nginx/modules/ngx_mail_module.so
caddy             caddy
freeradius        freeradius
freeradius-rest   /usr/lib/freeradius/rlm_rest.so
freeradius-ldap   /usr/lib/freeradius/rlm_ldap.so
freeradius-utils  radtest
pamtester         pamtester
libpam-modules    /lib/*/security/pam_exec.so
libpam-wrapper    /usr/lib/*/libpam_wrapper.so
postfix           postfix
postfix-ldap      /usr/lib/postfix/postfix-ldap.so*
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
rsyslog           rsyslogd
rsyslog-openssl   /usr/lib/*/rsyslog/lmnsd_ossl.so
prosody           prosody
prosody-modules   /usr/lib/prosody/modules/mod_auth_dovecot
'

# Programs that are unpacked and not installed: Debian lets one mail server onto a machine, and that is Postfix here;
# and what signs people in to the machine itself has no business on one where it is only tried.
sallyport_unpacked=/opt/sallyport-test-programs
# Each line: folder, a file that shows it is there, what unpacks it, Debian packages.
sallyport_unpacked_programs='
exim     usr/sbin/exim4    program  exim4-daemon-heavy
chasquid usr/bin/chasquid  program  chasquid
machine  complete          machine  nslcd libpam-ldapd libnss-ldapd sssd-ldap libpam-sss libnss-sss pamtester libc-bin dash coreutils curl
'

sallyport_as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# A program that finds the rest of what it needs on this machine.
sallyport_unpack_program() (
  folder=$sallyport_unpacked/$1
  shift
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cd "$work" && apt-get download -qq "$@" || exit 1
  sallyport_as_root mkdir -p "$folder"
  for package in *.deb; do
    sallyport_as_root dpkg-deb --extract "$package" "$folder" || exit 1
  done
)

# Programs with everything they need, down to the C library: what stands in a folder of its own and is entered by
# chroot. Perl and Python are for tools that nobody runs there.
sallyport_unpack_machine() (
  folder=$sallyport_unpacked/$1
  shift
  work=$(mktemp -d)
  trap 'sallyport_as_root rm -rf "$work"' EXIT
  mkdir -p "$work/partial"
  sallyport_as_root apt-get -qq -y -o Dir::State::status=/dev/null -o Dir::Cache::archives="$work" -o APT::Sandbox::User=root \
    install --no-install-recommends --download-only "$@" || exit 1
  rm -f "$work"/{perl,libperl,python3,libpython3,debconf}*.deb
  sallyport_as_root rm -rf "$folder"
  for part in bin sbin lib lib64; do
    sallyport_as_root mkdir -p "$folder/usr/$part"
    sallyport_as_root ln -s "usr/$part" "$folder/$part"
  done
  for package in "$work"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | sallyport_as_root tar -x --keep-directory-symlink -C "$folder" || exit 1
  done
  sallyport_as_root rm -rf "$folder"/usr/share/{doc,man,locale,info,lintian} "$folder/var/run" "$folder/etc/pam.d/other"
  sallyport_as_root mkdir -p "$folder/run/nslcd"
  sallyport_as_root ln -s ../run "$folder/var/run"
  sallyport_as_root touch "$folder/complete"
)

sallyport_unpack_missing() {
  local folder sign way packages
  while read -r folder sign way packages; do
    [ -n "$folder" ] && [ ! -e "$sallyport_unpacked/$folder/$sign" ] || continue
    # shellcheck disable=SC2086 # several words
    "sallyport_unpack_$way" "$folder" $packages || return 1
  done <<<"$sallyport_unpacked_programs"
  # Exim does not start without the user it was built for, and the tests are its only users.
  id Debian-exim >/dev/null 2>&1 ||
    sallyport_as_root useradd --system --user-group --home-dir /nonexistent --shell /usr/sbin/nologin Debian-exim
  sallyport_as_root chmod u-s "$sallyport_unpacked/exim/usr/sbin/exim4"
}

sallyport_not_unpacked() {
  local folder sign way packages
  while read -r folder sign way packages; do
    [ -z "$folder" ] || [ -e "$sallyport_unpacked/$folder/$sign" ] || printf '%s\n' "$folder"
  done <<<"$sallyport_unpacked_programs"
}

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
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
    -o Dpkg::Options::=--force-confold "$@"
)

install_test_programs() {
  local missing unpacked
  mapfile -t missing < <(sallyport_missing_programs)
  mapfile -t unpacked < <(sallyport_not_unpacked)
  if [ "${#missing[@]}" -eq 0 ] && [ "${#unpacked[@]}" -eq 0 ]; then
    return 0
  fi
  if ! type -P apt-get >/dev/null; then
    printf 'The tests drive real programs, and these are not here (names of Debian packages):\n' >&2
    printf '  %s\n' "${missing[@]}" "${unpacked[@]}" >&2
    printf 'This system has no apt-get: please install them its own way, then run ./verify again.\n' >&2
    exit 1
  fi
  printf 'Installing what the tests drive: %s\n' "${missing[*]} ${unpacked[*]}"
  {
    sallyport_as_root apt-get update -qq &&
      { [ "${#missing[@]}" -eq 0 ] || sallyport_apt_install "${missing[@]}"; } &&
      sallyport_unpack_missing
  } >target/install.log 2>&1 || {
    tail -n 20 target/install.log >&2
    printf 'Installing failed; the whole story is in target/install.log.\n' >&2
    exit 1
  }
  mapfile -t missing < <(sallyport_missing_programs; sallyport_not_unpacked)
  [ "${#missing[@]}" -eq 0 ] || {
    printf 'Installed, but still not where the tests look for it: %s\n' "${missing[*]}" >&2
    exit 1
  }
}
