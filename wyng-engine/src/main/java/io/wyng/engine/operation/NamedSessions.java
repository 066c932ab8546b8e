package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.UsageException;
import java.util.List;
import java.util.function.Predicate;

/** Sessions that the user names by dates or tags. */
public sealed interface NamedSessions extends SessionChoice {

  /**
   * One session.
   *
   * @param session the session
   */
  record Exactly(SessionReference session) implements NamedSessions {

    @Override
    public List<Verdict> judge(Volume volume) {
      SessionName name = session.resolve(volume).name();
      if (volume.sessions().getLast().name().equals(name)) {
        throw new ArchiveException(
            "Session "
                + name
                + " is the newest of volume "
                + volume.name()
                + ", which always stays",
            "Remove the whole volume with: wyng delete " + volume.name());
      }
      return NamedSessions.verdicts(
          volume, name::equals, "it is the session given", "it is not the session given");
    }
  }

  /**
   * All sessions between two dates.
   *
   * @param from the first date, inclusive
   * @param to the last date, inclusive
   */
  record Between(SessionReference from, SessionReference to) implements NamedSessions {

    /**
     * Checks the order of two dates; that of tags is known only with a volume.
     *
     * @throws UsageException when the range ends before it begins
     */
    public Between {
      if (from instanceof SessionReference.ByDate(SessionName first)
          && to instanceof SessionReference.ByDate(SessionName last)
          && first.compareTo(last) > 0) {
        throw new UsageException(
            "The range of sessions ends before it begins: " + from + "," + to,
            "Give the older date first.");
      }
    }

    @Override
    public List<Verdict> judge(Volume volume) {
      SessionName first = from.moment(volume);
      SessionName last = to.moment(volume);
      String range = from + " to " + to;
      return NamedSessions.verdicts(
          volume,
          name -> first.compareTo(name) <= 0 && name.compareTo(last) <= 0,
          "it is in the range " + range,
          "it is outside the range " + range);
    }
  }

  /**
   * All sessions before a date.
   *
   * @param date the date, exclusive
   */
  record Before(SessionReference date) implements NamedSessions {

    @Override
    public List<Verdict> judge(Volume volume) {
      SessionName first = date.moment(volume);
      return NamedSessions.verdicts(
          volume,
          name -> name.compareTo(first) < 0,
          "it is older than " + date,
          "it is not older than " + date);
    }
  }

  private static List<Verdict> verdicts(
      Volume volume, Predicate<SessionName> chosen, String whyItGoes, String whyItStays) {
    return volume.sessions().stream()
        .map(session -> verdict(volume, session, chosen, whyItGoes, whyItStays))
        .toList();
  }

  private static Verdict verdict(
      Volume volume,
      Session session,
      Predicate<SessionName> chosen,
      String whyItGoes,
      String whyItStays) {
    if (!chosen.test(session.name())) {
      return new Verdict(session, false, whyItStays);
    }
    return volume.sessions().getLast().equals(session)
        ? new Verdict(session, false, NEWEST)
        : new Verdict(session, true, whyItGoes);
  }
}
