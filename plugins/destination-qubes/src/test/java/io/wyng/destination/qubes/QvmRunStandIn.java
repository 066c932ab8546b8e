package io.wyng.destination.qubes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that takes what {@code qvm-run} takes, and refuses all else. The qube {@code vault} is
 * bash in a network namespace of its own, under another user, with nothing of our environment; as
 * in Qubes the command comes to it by its standard input, in front of ours.
 */
final class QvmRunStandIn {

  private static final String SCRIPT =
      """
      #!/bin/bash
      # qvm-run, as far as the tests need it
      pass_io= gui=yes color_output=31 color_stderr=31 filter=yes
      while [[ $1 == -* ]]; do
        case $1 in
          --pass-io) pass_io=yes ;;
          --no-gui) gui= ;;
          --no-color-output) color_output= ;;
          --no-color-stderr) color_stderr= ;;
          --no-filter-escape-chars) filter= ;;
          *) echo "qvm-run: error: unrecognized arguments: $1" >&2; exit 2 ;;
        esac
        shift
      done
      if [[ $# != 2 || -n $gui || -z $pass_io || -n $color_output$color_stderr$filter ]]; then
        echo "qvm-run: error: not with these arguments: $*" >&2
        exit 2
      fi
      case $1 in
        vault) ;;
        denied) echo 'Request refused' >&2; exit 126 ;;
        halted) echo 'halted: Failed to start: not enough memory' >&2; exit 255 ;;
        broken) echo 'broken: Got empty response from qubesd' >&2; exit 255 ;;
        shellless) echo 'no shell for you'; exit 3 ;;
        *) echo "qvm-run: error: no such domain: '$1'" >&2; exit 2 ;;
      esac
      if [[ $(id -u) == 0 ]]; then
        qube=(unshare --net setpriv --reuid=65534 --regid=65534 --clear-groups)
      else
        qube=(unshare --user --net)
      fi
      exec 7<&0
      "${qube[@]}" env -i PATH=/usr/bin:/bin /bin/bash \\
        < <(printf '%s; exit\\n' "$2"; exec cat <&7 2>/dev/null) 7<&-
      """;

  private QvmRunStandIn() {}

  /** Writes the program into the build's directory. */
  static String install() throws IOException {
    Path program = Files.createDirectories(Path.of("target/stand-in")).resolve("qvm-run");
    Files.writeString(program, SCRIPT);
    program.toFile().setExecutable(true);
    return program.toAbsolutePath().toString();
  }
}
