package io.wyng.cli.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.cli.command.Program;
import io.wyng.engine.failure.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentOrderTest {

  private final ArgumentOrder order = new ArgumentOrder(Program.model());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--save-to=x -u receive vol",
        "receive vol --save-to=x -u",
        "-u receive --save-to x vol",
        "--unattended --save-to x receive vol",
        "receive -u --save-to x -- vol",
        "-u receive -u vol --save-to=x --unattended",
      })
  void optionsMayStandAnywhere(String line) {
    List<String> arranged = order.arrange(line.split(" "));

    assertEquals("receive", arranged.getFirst());
    assertEquals(
        List.of("--save-to=x", "--unattended"), arranged.subList(1, 3).stream().sorted().toList());
    assertEquals(List.of("--", "vol"), arranged.subList(3, arranged.size()));
  }

  @Test
  void shortFlagsMayBeJoined() {
    assertEquals(List.of("send", "--unattended", "--quiet"), order.arrange("-uq", "send"));
  }

  @Test
  void aWordBehindTwoDashesIsNoOption() {
    assertEquals(List.of("verify", "--", "-vol"), order.arrange("verify", "--", "-vol"));
  }

  @Test
  void aCommandsNameMayBeTheNameOfAVolume() {
    assertEquals(List.of("send", "--", "list"), order.arrange("send", "list"));
  }

  @Test
  void aValueMayBeACommandsName() {
    assertEquals(
        List.of("receive", "--save-to=send", "--", "v"),
        order.arrange("--save-to", "send", "receive", "v"));
  }

  @Test
  void aValueMayHoldAnEqualsSignAndStartWithADash() {
    assertEquals(
        List.of("receive", "--save-to=-a=b", "--", "v"),
        order.arrange("receive", "v", "--save-to=-a=b"));
  }

  @Test
  void ofOptionsThatAreTheSameTheLastKeepsItsPlace() {
    assertEquals(
        List.of("list", "--set=a.b.c=2", "--set=a.b.c=1"),
        order.arrange("--set=a.b.c=1", "--set", "a.b.c=2", "list", "--set=a.b.c=1"));
  }

  @Test
  void anAtSignIsPartOfAWord() {
    assertEquals(List.of("add", "--", "@file"), order.arrange("add", "@file"));
  }

  @Test
  void helpAndVersionNeedNoCommand() {
    assertEquals(List.of("--help"), order.arrange("-h"));
    assertEquals(List.of("--debug", "--version"), order.arrange("--debug", "--version"));
  }

  @Test
  void anUnknownOptionIsNamedWithTheOneProbablyMeant() {
    UsageException e = refused("receive", "v", "--sav-to=x");

    assertEquals("Unknown option \"--sav-to\"", e.getMessage());
    assertEquals("Did you mean \"--save-to\"?", e.remedy());
  }

  @Test
  void anUnknownShortOptionIsNamedAlone() {
    assertEquals("Unknown option \"-x\"", refused("-ux", "send").getMessage());
  }

  @Test
  void anUnknownCommandIsNamedWithTheOneProbablyMeant() {
    UsageException e = refused("recieve", "v");

    assertEquals("Unknown command \"recieve\"", e.getMessage());
    assertEquals("Did you mean \"receive\"?", e.remedy());
  }

  @Test
  void anOptionOfAnotherCommandIsRefusedAndItsCommandsAreNamed() {
    UsageException e = refused("--session=20260101-000000", "send", "v");

    assertEquals("Option --session does not belong to the command \"send\"", e.getMessage());
    assertEquals("It is an option of: arch-check, diff, prune, receive, verify.", e.remedy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"receive v --save-to", "receive v --save-to=", "--save-to"})
  void aMissingValueIsRefused(String line) {
    assertEquals("Option --save-to needs a value", refused(line.split(" ")).getMessage());
  }

  @Test
  void anOptionIsNotTakenForTheValueOfAnother() {
    UsageException e = refused("receive", "--save-to", "-u", "v");

    assertEquals("Option --save-to needs a value, but \"-u\" follows", e.getMessage());
    assertEquals("Write --save-to=-u if that is the value.", e.remedy());
  }

  @Test
  void aFlagTakesNoValue() {
    assertEquals("Option --json takes no value", refused("list", "--json=yes").getMessage());
  }

  @Test
  void aCommandIsNeeded() {
    assertEquals("No command given", refused().getMessage());
    assertEquals("No command given", refused("-u").getMessage());
  }

  @Test
  void theLikelyCommandIsTheFirstWordThatIsOne() {
    assertEquals(Optional.of("send"), order.likelyCommand("--no-such", "send", "list"));
    assertEquals(Optional.empty(), order.likelyCommand("sned"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  /** Options and operands of a random command line, interleaved in two random ways. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyOrderOfTheWordsIsTheSameCommandLine(long seed) {
    Random random = new Random(seed);
    List<List<String>> options = randomOptions(random);
    List<String> operands = randomOperands(random);

    List<String> first = order.arrange(interleaved(options, operands, random));
    Collections.shuffle(options, random);
    List<String> second = order.arrange(interleaved(options, operands, random));

    int end = 1 + new HashSet<>(options).size();
    assertEquals(new HashSet<>(first.subList(1, end)), new HashSet<>(second.subList(1, end)));
    assertEquals(first.getFirst(), second.getFirst());
    assertEquals(first.subList(end, first.size()), second.subList(end, second.size()));
    assertEquals(first, order.arrange(first.toArray(String[]::new)));
  }

  private static List<List<String>> randomOptions(Random random) {
    List<List<String>> all =
        new ArrayList<>(
            List.of(
                List.of("--session=20260131-235959"),
                List.of("--save-to", "some/path"),
                List.of("--meta-dir=/m"),
                List.of("--plugin-dir", "p1"),
                List.of("--plugin-dir=p2"),
                List.of("--unattended"),
                List.of("-q"),
                List.of("--json"),
                List.of("--debug")));
    Collections.shuffle(all, random);
    return new ArrayList<>(all.subList(0, random.nextInt(all.size() + 1)));
  }

  private static List<String> randomOperands(Random random) {
    List<String> operands = new ArrayList<>(List.of("receive"));
    List<String> names = List.of("vol", "send", "a.b", "x+1", "receive");
    for (int i = random.nextInt(3); i > 0; i--) {
      operands.add(names.get(random.nextInt(names.size())));
    }
    return operands;
  }

  private static String[] interleaved(
      List<List<String>> options, List<String> operands, Random random) {
    List<String> words = new ArrayList<>();
    int nextOption = 0;
    int nextOperand = 0;
    while (nextOption < options.size() || nextOperand < operands.size()) {
      boolean takeOption =
          nextOperand == operands.size() || (nextOption < options.size() && random.nextBoolean());
      if (takeOption) {
        words.addAll(options.get(nextOption++));
      } else {
        words.add(operands.get(nextOperand++));
      }
    }
    return words.toArray(String[]::new);
  }

  private UsageException refused(String... arguments) {
    return assertThrows(UsageException.class, () -> order.arrange(arguments));
  }
}
