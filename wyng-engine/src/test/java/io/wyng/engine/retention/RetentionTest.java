package io.wyng.engine.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Tag;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

  private static final String GOES = "no rule keeps it";

  private static List<Candidate> sessions(String... dates) {
    return Stream.of(dates).map(date -> new Candidate(new SessionName(date), Set.of())).toList();
  }

  private static List<String> reasons(List<Candidate> sessions, RetentionRule... rules) {
    return Retention.decide(sessions, new RetentionPolicy(List.of(rules))).stream()
        .map(decision -> String.join("; ", decision.reasons()))
        .toList();
  }

  @Test
  void withoutARuleEverythingStays() {
    assertEquals(
        List.of("no rule was given", "newest session; no rule was given"),
        reasons(sessions("20260101-000000", "20260102-000000")));
  }

  @Test
  void withoutSessionsThereIsNothingToDecide() {
    assertEquals(List.of(), reasons(List.of(), new RetentionRule.Last(3)));
  }

  @Test
  void theLastOnesAreCountedFromTheNewest() {
    assertEquals(
        List.of(GOES, "last 2 of 2", "newest session; last 1 of 2"),
        reasons(
            sessions("20260101-000000", "20260101-000001", "20260101-000002"),
            new RetentionRule.Last(2)));
  }

  @Test
  void ofEachDayTheNewestSessionStaysAndDaysWithoutSessionsDoNotCount() {
    assertEquals(
        List.of(GOES, GOES, "daily 2026-11-01", GOES, "newest session; daily 2026-11-20"),
        reasons(
            sessions(
                "20261030-120000",
                "20261101-080000",
                "20261101-235959",
                "20261120-000000",
                "20261120-080000"),
            new RetentionRule.OnePer(CalendarPeriod.DAY, 2)));
  }

  @Test
  void theOldestSessionStaysUntilThereAreAsManyDaysAsWanted() {
    List<Candidate> threeDays =
        sessions("20261101-080000", "20261101-120000", "20261102-120000", "20261103-120000");

    assertEquals(
        List.of(
            "oldest, until there are 4 daily",
            "daily 2026-11-01",
            "daily 2026-11-02",
            "newest session; daily 2026-11-03"),
        reasons(threeDays, new RetentionRule.OnePer(CalendarPeriod.DAY, 4)));
    assertEquals(
        GOES, reasons(threeDays, new RetentionRule.OnePer(CalendarPeriod.DAY, 3)).getFirst());
  }

  @Test
  void weeksBeginOnMondayAndMayBelongToTheYearBefore() {
    assertEquals(
        List.of(GOES, "weekly 2026-W53", "weekly 2027-W01", "newest session; weekly 2027-W02"),
        reasons(
            sessions("20261231-120000", "20270103-235959", "20270104-000000", "20270111-000000"),
            new RetentionRule.OnePer(CalendarPeriod.WEEK, 3)));
  }

  @Test
  void monthsAndYearsAreThoseOfTheCalendar() {
    List<Candidate> sessions =
        sessions("20241231-000000", "20251130-000000", "20251231-235959", "20260101-000000");

    assertEquals(
        List.of(GOES, GOES, "monthly 2025-12", "newest session; monthly 2026-01"),
        reasons(sessions, new RetentionRule.OnePer(CalendarPeriod.MONTH, 2)));
    assertEquals(
        List.of("yearly 2024", GOES, "yearly 2025", "newest session; yearly 2026"),
        reasons(sessions, new RetentionRule.OnePer(CalendarPeriod.YEAR, 3)));
  }

  @Test
  void aTimeSpanIsCountedBackFromTheNewestSession() {
    assertEquals(
        List.of(GOES, GOES, "within 14d", "newest session; within 14d"),
        reasons(
            sessions("20010101-000000", "20010102-120000", "20010102-120001", "20010116-120000"),
            new RetentionRule.Within(TimeSpan.parse("14d"))));
  }

  @Test
  void eachRuleCountsAsIfThereWereNoOther() {
    assertEquals(
        List.of(
            "monthly 2026-01", GOES, "last 2 of 2", "newest session; last 1 of 2; monthly 2026-02"),
        reasons(
            sessions("20260131-000000", "20260201-000000", "20260202-000000", "20260203-000000"),
            new RetentionRule.Last(2),
            new RetentionRule.OnePer(CalendarPeriod.MONTH, 2)));
  }

  @Test
  void whatIsNamedOrTaggedStays() {
    List<Candidate> sessions =
        List.of(
            new Candidate(new SessionName("20260101-000000"), Set.of("release", "other")),
            new Candidate(new SessionName("20260102-000000"), Set.of()),
            new Candidate(new SessionName("20260103-000000"), Set.of()),
            new Candidate(new SessionName("20260104-000000"), Set.of("other")));

    assertEquals(
        List.of("tag ^release", "named to be kept", GOES, "newest session"),
        reasons(
            sessions, RetentionRule.keeping("^Release"), RetentionRule.keeping("20260102-000000")));
  }

  @Test
  void aNameThatIsNoDateStaysAndHasNoPartInTheRulesOnDates() {
    assertEquals(
        List.of("daily 2026-02-27", "its name is no date", "newest session; daily 2026-02-28"),
        reasons(
            sessions("20260227-000000", "20260230-000000", "20260228-000000"),
            new RetentionRule.OnePer(CalendarPeriod.DAY, 2)));
    assertEquals(
        List.of("within 1d", "newest session; its name is no date"),
        reasons(
            sessions("20260227-000000", "99999999-999999"),
            new RetentionRule.Within(TimeSpan.parse("1d"))));
  }

  @Test
  void theStandardPolicyThinsOutWithAge() {
    List<String> reasons =
        Retention.decide(
                sessions(
                    "20200115-000000",
                    "20200116-000000",
                    "20240105-000000",
                    "20240106-000000",
                    "20260701-000000",
                    "20260702-000000",
                    "20261001-000000",
                    "20261001-010000",
                    "20261120-000000"),
                RetentionPolicy.standard())
            .stream()
            .map(decision -> decision.reasons().getFirst())
            .toList();

    assertEquals(
        List.of(
            "oldest, until there are 53 weekly",
            "weekly 2020-W03",
            GOES,
            "weekly 2024-W01",
            GOES,
            "weekly 2026-W27",
            "within 62d",
            "within 62d",
            "newest session"),
        reasons);
  }

  @Test
  void whatIsNamedButNotThereIsTold() {
    RetentionPolicy policy =
        new RetentionPolicy(
            List.of(
                RetentionRule.keeping("^relaese"),
                RetentionRule.keeping("20260101-000000"),
                RetentionRule.keeping("20260109-000000"),
                new RetentionRule.Last(1)));

    assertEquals(
        List.of("^relaese", "20260109-000000"),
        policy.namingNothing(sessions("20260101-000000", "20260102-000000")));
  }

  @Test
  void theTagsOfASessionAreKnownByTheirIdentities() {
    Session session =
        new Session(
            new SessionName("20260101-000000"),
            "20260101-000000",
            1,
            0,
            null,
            null,
            List.of(new Tag("release", "first one"), new Tag("keep", "")));

    assertEquals(
        new Candidate(new SessionName("20260101-000000"), Set.of("release", "keep")),
        Candidate.of(session));
  }

  @ParameterizedTest
  @ValueSource(strings = {"^", "^a b", "^a,b", "^a=b", "^^a", "yesterday", "20260230-000000", ""})
  void whatIsNeitherADateNorATagIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> RetentionRule.keeping(text));
  }

  @Test
  void aRuleForNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RetentionRule.Last(0));
    assertThrows(
        IllegalArgumentException.class, () -> new RetentionRule.OnePer(CalendarPeriod.DAY, -1));
  }
}
