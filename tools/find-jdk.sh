# Sets JAVA_HOME to a JDK 25, or explains what to install and exits with 1.
# Sourced by ./mvnw, ./sallyport and ./verify, so that all three agree.
# A JAVA_HOME that points elsewhere (17, 21, a runtime without javac) is passed over, not obeyed.

sallyport_is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

sallyport_find_jdk25() {
  sallyport_javac=$(command -v javac 2>/dev/null) || sallyport_javac=
  [ -z "$sallyport_javac" ] || sallyport_javac=$(readlink -f "$sallyport_javac" 2>/dev/null) || sallyport_javac=
  for sallyport_jdk in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" "${sallyport_javac%/bin/javac}" \
    /usr/lib/jvm/*25* /opt/*jdk*25* /usr/local/*jdk*25* \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* "$HOME"/.local/share/mise/installs/java/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$sallyport_jdk" ] && sallyport_is_jdk25 "$sallyport_jdk"; then
      JAVA_HOME=$sallyport_jdk
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

if ! sallyport_find_jdk25; then
  cat >&2 <<'MESSAGE'
Sallyport needs a JDK 25, and none was found: not in JAVA25_HOME, not in JAVA_HOME, not in /usr/lib/jvm.
Install one, for example Eclipse Temurin 25 (the package temurin-25-jdk) or, where the system has it,
openjdk-25-jdk; or set JAVA25_HOME to the folder of a JDK 25 that is already there.
MESSAGE
  exit 1
fi
unset sallyport_javac sallyport_jdk

# The wrapper knows the checksum of Maven's .zip only; where there is no unzip, the JDK's own tool unpacks it.
if ! command -v unzip >/dev/null 2>&1; then
  unzip() {
    [ "$1" != -q ] || shift
    (cd "$3" && "$JAVA_HOME/bin/jar" xf "$1") && find "$3" -path '*/bin/mvn' -exec chmod +x {} +
  }
fi
