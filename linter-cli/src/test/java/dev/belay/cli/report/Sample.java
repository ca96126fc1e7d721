package dev.belay.cli.report;

import dev.belay.cli.page.RuleBook;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Location;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** A small run with one finding of every shape that a report has to show. */
final class Sample {

  static final String POLLER = "src/main/java/demo/Poller.java";
  static final String ODD = "src/main/java/demo/été & co/Wide.java";

  static final String POLLER_TEXT =
      """
      package demo;

      import java.util.concurrent.*;

      class Poller {
        private final ExecutorService pool = Executors.newSingleThreadExecutor();

        void start() {
      \t\tpool.submit(\t() -> poll("</script>"));
        }

        void loop() {
          while (true) {
            poll("");
          }
        }

        void poll(String what) {}
      }
      """;

  static final String ODD_TEXT =
      "class Wide {\n"
          + "  void 漢字() { String s = \"漢字\u202E\u001B[31m\"; new Thread(() -> 漢字()).start(); }\n"
          + "  int x = "
          + "1 + ".repeat(60)
          + "new Timer().hashCode()"
          + " + 2".repeat(60)
          + ";\n"
          + "}\n";

  private static final RuleInfo DISCARDED =
      new RuleInfo(
          "discarded-future",
          "Handle of a started task is dropped",
          Severity.ERROR,
          Family.FUTURES,
          FixAvailability.SOMETIMES,
          "0.1");

  private static final RuleInfo DETACHED =
      new RuleInfo(
          "detached-thread",
          "Thread that nobody keeps or ends",
          Severity.WARNING,
          Family.THREADS,
          FixAvailability.NEVER,
          "0.1");

  private static final SourceText POLLER_SOURCE = SourceText.of(POLLER, POLLER_TEXT);
  private static final SourceText ODD_SOURCE = SourceText.of(ODD, ODD_TEXT);

  private Sample() {}

  static RuleBook book() {
    return new RuleBook(List.of(new SampleRule(DISCARDED), new SampleRule(DETACHED)));
  }

  static Sources sources() {
    return new Sources(
        Path.of("/project"),
        Map.of(
            POLLER, POLLER_TEXT.getBytes(StandardCharsets.UTF_8),
            ODD, ODD_TEXT.getBytes(StandardCharsets.UTF_8)));
  }

  static Layout layout(Ansi colours) {
    return new Layout(
        Path.of("/project"),
        Path.of("/project"),
        Path.of("/project"),
        colours,
        80,
        false,
        true,
        Optional.empty(),
        "1.2.3");
  }

  static Results results() {
    return new Results(
        List.of(discarded(), loop(), wide(), far()),
        List.of(),
        List.of(
            new Notice(
                Notice.Level.UNREAD,
                Optional.of("src/Broken.java"),
                7,
                3,
                Optional.empty(),
                "cannot be parsed: unexpected '}'"),
            new Notice(
                Notice.Level.FAILED,
                Optional.of(POLLER),
                12,
                0,
                Optional.of("detached-thread"),
                "rule detached-thread failed: NullPointerException")),
        book().infos(),
        12,
        Severity.WARNING);
  }

  static Results empty() {
    return new Results(List.of(), List.of(), List.of(), book().infos(), 12, Severity.WARNING);
  }

  static Finding discarded() {
    String statement = "pool.submit(\t() -> poll(\"</script>\"))";
    return new Finding(
        "discarded-future",
        Severity.ERROR,
        in(POLLER_SOURCE, statement),
        "the future of this task is dropped: pool[0]",
        "Poller.start()",
        List.of(
            new Evidence(
                in(POLLER_SOURCE, "Executors.newSingleThreadExecutor()"),
                "the pool made here is never shut down"),
            new Evidence(in(ODD_SOURCE, "漢字()"), "called from here")),
        Optional.of("keep the future and join it"),
        List.of(
            new Fix(
                "start it in the scope at hand",
                Fix.Safety.UNSAFE,
                List.of(
                    edit(POLLER_SOURCE, "pool.submit", "scope.start"),
                    insert(POLLER_SOURCE, "pool.submit(\t", "/* task */ ")))),
        Optional.empty(),
        "5f0c");
  }

  private static Finding loop() {
    return new Finding(
        "detached-thread",
        Severity.NOTE,
        in(POLLER_SOURCE, "while (true) {\n      poll(\"\");\n    }"),
        "this loop <b>never</b> ends & goes on",
        "Poller.loop()",
        List.of(),
        Optional.empty(),
        List.of(
            new Fix(
                "leave the loop", Fix.Safety.SAFE, List.of(edit(POLLER_SOURCE, "true", "!stop")))),
        Optional.empty(),
        "77aa");
  }

  private static Finding wide() {
    return new Finding(
        "detached-thread",
        Severity.WARNING,
        in(ODD_SOURCE, "new Thread(() -> 漢字()).start()"),
        "nobody keeps \u001B[1mthis thread",
        "Wide.漢字()",
        List.of(),
        Optional.of("start it in a scope"),
        List.of(),
        Optional.of(new Refusal("the thread's name is read later")),
        "c0de");
  }

  private static Finding far() {
    return new Finding(
        "detached-thread",
        Severity.WARNING,
        in(ODD_SOURCE, "new Timer()"),
        "nobody cancels this timer",
        "Wide",
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        "beef");
  }

  private static Location in(SourceText source, String code) {
    return source.locationOf(range(source, code));
  }

  private static Edit edit(SourceText source, String code, String replacement) {
    return new Edit(range(source, code), replacement);
  }

  private static Edit insert(SourceText source, String after, String text) {
    int at = range(source, after).end();
    return new Edit(new SourceRange(at, at), text);
  }

  private static SourceRange range(SourceText source, String code) {
    int start = source.text().indexOf(code);
    return new SourceRange(start, start + code.length());
  }

  /** A rule that only has something to say of itself. */
  record SampleRule(RuleInfo info) implements Rule {
    @Override
    public void subscribe(Subscriptions on) {}
  }
}
