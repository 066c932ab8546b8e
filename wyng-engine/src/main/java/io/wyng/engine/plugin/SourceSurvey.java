package io.wyng.engine.plugin;

import io.wyng.engine.failure.PluginException;
import io.wyng.spi.source.SourceProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One question put to every source. A source that fails to answer does not keep the others from
 * answering.
 *
 * @param <A> what they can answer
 */
final class SourceSurvey<A> {

  private final Map<A, List<Claimant>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<PluginProblem> problems;

  /**
   * Asks.
   *
   * @param sources all sources
   * @param question what each is asked
   * @param problems what is wrong with plugins that were not loaded
   */
  SourceSurvey(
      Collection<Claimant> sources,
      Function<SourceProvider, A> question,
      List<PluginProblem> problems) {
    this.problems = new ArrayList<>(problems);
    for (Claimant source : sources) {
      asked.add(source.loaded().name());
      try {
        A answer = question.apply((SourceProvider) source.provider());
        answers.computeIfAbsent(answer, key -> new ArrayList<>()).add(source);
      } catch (RuntimeException | LinkageError e) {
        this.problems.add(silent(source, e));
      }
    }
  }

  private static PluginProblem silent(Claimant source, Throwable thrown) {
    return new PluginProblem(
        source.unit(),
        "the plugin " + source.unit() + " failed when the source in it was asked: " + thrown,
        "Remove it or install another version of it; its author may want to know.",
        thrown);
  }

  /** The sources that gave this answer, in the order of their names. */
  List<SourceProvider> thoseThatSaid(A answer) {
    return answers.getOrDefault(answer, List.of()).stream()
        .map(source -> (SourceProvider) source.provider())
        .toList();
  }

  /**
   * The one source that gave this answer.
   *
   * @param answer the answer
   * @param purpose what a source is needed for, to be read behind "source"
   * @return the source
   * @throws PluginException when nobody gave it, or more than one
   */
  SourceProvider theOneThatSaid(A answer, String purpose) {
    List<Claimant> claimants = answers.getOrDefault(answer, List.of());
    if (claimants.isEmpty()) {
      throw Absence.of("source " + purpose, asked, "source", problems);
    }
    if (claimants.size() > 1) {
      PluginProblem dispute =
          Claimant.dispute(claimants.stream().map(Claimant::unit).toList(), "a source " + purpose);
      throw new PluginException(dispute.message(), dispute.remedy());
    }
    return (SourceProvider) claimants.getFirst().provider();
  }
}
