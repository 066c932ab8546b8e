package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.UsageException;
import java.util.List;
import java.util.function.Predicate;

/** Sessions that the user names by dates. */
public sealed interface NamedSessions extends SessionChoice {

  /**
   * One session.
   *
   * @param session its name
   */
  record Exactly(SessionName session) implements NamedSessions {

    @Override
    public List<Verdict> judge(Volume volume) {
      if (volume.session(session).isEmpty()) {
        throw new ArchiveException(
            "Volume " + volume.name() + " has no session " + session,
            "See what there is with: wyng list " + volume.name());
      }
      if (volume.sessions().getLast().name().equals(session)) {
        throw new ArchiveException(
            "Session "
                + session
                + " is the newest of volume "
                + volume.name()
                + ", which always stays",
            "Remove the whole volume with: wyng delete " + volume.name());
      }
      return NamedSessions.verdicts(
          volume, session::equals, "it is the session given", "it is not the session given");
    }
  }

  /**
   * All sessions between two dates.
   *
   * @param from the first date, inclusive
   * @param to the last date, inclusive
   */
  record Between(SessionName from, SessionName to) implements NamedSessions {

    /**
     * Checks the order.
     *
     * @throws UsageException when the range ends before it begins
     */
    public Between {
      if (from.compareTo(to) > 0) {
        throw new UsageException(
            "The range of sessions ends before it begins: " + from + "," + to,
            "Give the older date first.");
      }
    }

    @Override
    public List<Verdict> judge(Volume volume) {
      String range = from + " to " + to;
      return NamedSessions.verdicts(
          volume,
          name -> from.compareTo(name) <= 0 && name.compareTo(to) <= 0,
          "it is in the range " + range,
          "it is outside the range " + range);
    }
  }

  /**
   * All sessions before a date.
   *
   * @param date the date, exclusive
   */
  record Before(SessionName date) implements NamedSessions {

    @Override
    public List<Verdict> judge(Volume volume) {
      return NamedSessions.verdicts(
          volume,
          name -> name.compareTo(date) < 0,
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
