package io.wyng.engine.operation;

import io.wyng.engine.archive.Volume;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.retention.Candidate;
import io.wyng.engine.retention.Decision;
import io.wyng.engine.retention.Retention;
import io.wyng.engine.retention.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions that no rule of a policy keeps.
 *
 * @param policy what keeps sessions
 */
public record SessionsByPolicy(RetentionPolicy policy) implements SessionChoice {

  @Override
  public void check(List<Volume> volumes) {
    List<Candidate> all = volumes.stream().flatMap(v -> candidates(v).stream()).toList();
    List<String> missing = policy.namingNothing(all);
    if (!missing.isEmpty()) {
      throw new ArchiveException(
          "Nothing is named " + String.join(", ", missing) + ", which is to be kept",
          "See what there is with: wyng list VOLUME. Nothing was pruned.");
    }
  }

  @Override
  public List<Verdict> judge(Volume volume) {
    List<Decision> decisions = Retention.decide(candidates(volume), policy);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      Decision decision = decisions.get(i);
      verdicts.add(
          new Verdict(
              volume.sessions().get(i), !decision.stays(), String.join(", ", decision.reasons())));
    }
    return verdicts;
  }

  private static List<Candidate> candidates(Volume volume) {
    return volume.sessions().stream().map(Candidate::of).toList();
  }
}
