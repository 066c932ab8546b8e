package io.wyng.engine.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of histories and policies, against the definition. */
class RetentionPropertyTest {

  private static final int HISTORIES_PER_SEED = 600;

  private static RandomHistories histories(long seed) {
    return new RandomHistories(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void exactlyThoseSessionsStayThatTheDefinitionKeeps(long seed) {
    RandomHistories histories = histories(seed);
    int gone = 0;

    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<Candidate> sessions = histories.sessions();
      RetentionPolicy policy = histories.policy(sessions);
      RetentionOracle oracle = new RetentionOracle(sessions, policy);

      List<Decision> decisions = Retention.decide(sessions, policy);

      assertEquals(
          IntStream.range(0, sessions.size()).mapToObj(oracle::stays).toList(),
          decisions.stream().map(Decision::stays).toList(),
          () -> policy + " on " + sessions);
      gone += sessions.size() - survivors(sessions, decisions).size();
    }
    assertTrue(gone > HISTORIES_PER_SEED, "the policies let " + gone + " sessions go");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void appliedToWhatItKeptAPolicyLetsNothingMoreGo(long seed) {
    RandomHistories histories = histories(seed);

    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<Candidate> sessions = histories.sessions();
      RetentionPolicy policy = histories.policy(sessions);

      List<Candidate> survivors = survivors(sessions, Retention.decide(sessions, policy));

      assertEquals(
          survivors,
          survivors(survivors, Retention.decide(survivors, policy)),
          () -> policy + " on " + sessions);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22})
  void anotherRuleNeverLetsASessionGoThatStayedWithoutIt(long seed) {
    RandomHistories histories = histories(seed);

    for (int i = 0; i < HISTORIES_PER_SEED; i++) {
      List<Candidate> sessions = histories.sessions();
      RetentionPolicy policy = histories.policy(sessions);
      List<RetentionRule> more = new ArrayList<>(policy.rules());
      more.addAll(histories.policy(sessions).rules());

      List<Candidate> fewer = survivors(sessions, Retention.decide(sessions, policy));
      List<Candidate> wider =
          survivors(sessions, Retention.decide(sessions, new RetentionPolicy(more)));

      assertTrue(
          policy.rules().isEmpty() || wider.containsAll(fewer), () -> more + " on " + sessions);
    }
  }

  private static List<Candidate> survivors(List<Candidate> sessions, List<Decision> decisions) {
    return IntStream.range(0, sessions.size())
        .filter(i -> decisions.get(i).stays())
        .mapToObj(sessions::get)
        .toList();
  }
}
