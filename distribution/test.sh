#!/bin/bash
#
# Installs what is missing and runs the tests: of each module, of the house's
# laws, and of the assembled program, also on real LVM, in a virtual machine.
# Options are handed to Maven, for example: -pl wyng-spi, or -Plong for the
# tests that take long, too.

set -euo pipefail

cd "$(dirname "$0")/.."
# shellcheck source=distribution/build-environment.sh
. distribution/build-environment.sh

need_build
need_tests
exec mvn --batch-mode --no-transfer-progress verify "$@"
