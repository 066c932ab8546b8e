package io.wyng.engine.retention;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which sessions of a volume stay.
 *
 * <p>The rules mean what they mean in the documentation of {@code restic forget} and {@code borg
 * prune}: each counts for itself, and a session stays when one of them keeps it. Besides, the
 * newest session always stays, and so does one whose name is no date that exists, because no rule
 * on dates can be applied to it.
 *
 * <p>Applied to those that stay, a policy lets nothing more go: the sessions that a rule keeps are
 * the newest of their kind, so without the others the same are found again.
 */
public final class Retention {

  private final List<Candidate> sessions;
  private final List<List<String>> reasons;

  private Retention(List<Candidate> sessions) {
    this.sessions = sessions;
    this.reasons = sessions.stream().<List<String>>map(_ -> new ArrayList<>()).toList();
  }

  /**
   * Decides. Nothing but the arguments has a part in it, the clock least of all.
   *
   * @param sessions all sessions of a volume, oldest first
   * @param policy what keeps sessions
   * @return a decision on each, in the same order
   */
  public static List<Decision> decide(List<Candidate> sessions, RetentionPolicy policy) {
    Retention retention = new Retention(List.copyOf(sessions));
    retention.keepAlways(policy);
    policy.rules().forEach(retention::apply);
    return retention.decisions();
  }

  private void keepAlways(RetentionPolicy policy) {
    for (int i = 0; i < sessions.size(); i++) {
      if (i == sessions.size() - 1) {
        keep(i, "newest session");
      }
      if (time(i).isEmpty()) {
        keep(i, "its name is no date");
      }
      if (policy.rules().isEmpty()) {
        keep(i, "no rule was given");
      }
    }
  }

  private void apply(RetentionRule rule) {
    switch (rule) {
      case RetentionRule.Last last -> applyLast(last.count());
      case RetentionRule.OnePer one -> applyOnePer(one.period(), one.count());
      case RetentionRule.Within within -> applyWithin(within.span());
      case RetentionRule.Named named -> {
        for (int i = 0; i < sessions.size(); i++) {
          if (sessions.get(i).session().equals(named.session())) {
            keep(i, "named to be kept");
          }
        }
      }
      case RetentionRule.Tagged tagged -> {
        for (int i = 0; i < sessions.size(); i++) {
          if (sessions.get(i).tags().contains(tagged.tag())) {
            keep(i, "tag ^" + tagged.tag());
          }
        }
      }
    }
  }

  private void applyLast(int count) {
    for (int place = 1; place <= Math.min(count, sessions.size()); place++) {
      keep(sessions.size() - place, "last " + place + " of " + count);
    }
  }

  private void applyOnePer(CalendarPeriod period, int count) {
    Set<String> seen = new HashSet<>();
    int oldest = -1;
    boolean oldestIsKept = false;
    for (int i = sessions.size() - 1; i >= 0 && seen.size() < count; i--) {
      Optional<String> name = time(i).map(period::nameAt);
      if (name.isPresent()) {
        oldest = i;
        oldestIsKept = seen.add(name.get());
        if (oldestIsKept) {
          keep(i, period.adverb() + " " + name.get());
        }
      }
    }
    if (seen.size() < count && oldest >= 0 && !oldestIsKept) {
      keep(oldest, "oldest, until there are " + count + " " + period.adverb());
    }
  }

  private void applyWithin(TimeSpan span) {
    Optional<LocalDateTime> newest = Optional.empty();
    for (int i = sessions.size() - 1; i >= 0; i--) {
      Optional<LocalDateTime> time = time(i);
      newest = newest.or(() -> time);
      if (time.isPresent() && time.get().isAfter(span.before(newest.orElseThrow()))) {
        keep(i, "within " + span);
      }
    }
  }

  private Optional<LocalDateTime> time(int index) {
    return sessions.get(index).time();
  }

  private void keep(int index, String reason) {
    reasons.get(index).add(reason);
  }

  private List<Decision> decisions() {
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      decisions.add(Decision.of(sessions.get(i).session(), reasons.get(i)));
    }
    return decisions;
  }
}
