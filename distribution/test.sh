#!/bin/bash
#
# Installs what is missing and runs the tests: of each module, of the house's
# laws, and of the assembled program. With -Pvm also those that need real LVM,
# in a virtual machine. Options are handed to Maven, for example: -pl wyng-spi

set -euo pipefail

cd "$(dirname "$0")/.."
# shellcheck source=distribution/build-environment.sh
. distribution/build-environment.sh

need_build
need_tests
exec mvn --batch-mode --no-transfer-progress verify "$@"
