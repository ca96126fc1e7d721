package dev.belay.bench.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.bench.corpus.Coordinates;
import dev.belay.bench.corpus.Label;
import dev.belay.bench.corpus.Verdict;
import dev.belay.linter.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each operator takes, and what it leaves alone because a way out would be left. */
class OperatorTest {

  private static final Coordinates LIBRARY = Coordinates.parse("g:a:1");

  /** Reads the mutant by its text without blanks, so that padded lines do not matter. */
  private static void takes(Operator operator, String code, String expected) {
    Attempt attempt = attempt(operator, code);
    assertTrue(attempt instanceof Attempt.Mutant, () -> "no mutant: " + attempt);
    String text = ((Attempt.Mutant) attempt).text();
    assertEquals(squeezed(expected), squeezed(text));
    assertEquals(code.lines().count(), text.lines().count());
    assertTrue(ParsedFile.parse(LIBRARY, SourceText.of("A.java", text)).isPresent(), text);
  }

  private static void skips(Operator operator, String code, String cause) {
    assertEquals(new Attempt.Skipped(site(code), cause), attempt(operator, code));
  }

  private static Attempt attempt(Operator operator, String code) {
    ParsedFile file = ParsedFile.parse(LIBRARY, SourceText.of("A.java", code)).orElseThrow();
    String rule = operator instanceof FlagVolatile ? "uncancellable-loop" : operator.rule();
    Label label = new Label(LIBRARY, "A.java", site(code).line(), rule, Verdict.ABSENT, "");
    List<Attempt> attempts = operator.attempts(file, List.of(label));
    assertEquals(1, attempts.size());
    return attempts.get(0);
  }

  /** The marked line is the labelled one. */
  private static Site site(String code) {
    List<String> lines = code.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// here")) {
        return new Site(LIBRARY, "A.java", i + 1);
      }
    }
    throw new IllegalArgumentException("no mark in " + code);
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }

  private static String task(String body) {
    return """
        class A implements Runnable {
          private volatile boolean stopped;
          public void run() {
            %s
          }
          void stop() { stopped = true; }
        }
        """
        .formatted(body);
  }

  @Test
  void stopFlagInTheCondition() {
    takes(
        LoopWayOut.ofLabelled(),
        task("while (!stopped) { // here\nwork(); }"),
        task("while (true) { // here\nwork(); }"));
  }

  @Test
  void checkAndHandlerOfOneLoop() {
    takes(
        LoopWayOut.ofLabelled(),
        task(
            """
            while (true) { // here
              if (stopped) { return; }
              try { Thread.sleep(1); } catch (InterruptedException e) { break; }
            }
            """),
        task(
            """
            while (true) { // here
              {}
              try { Thread.sleep(1); } catch (InterruptedException e) {}
            }
            """));
  }

  @Test
  void elseBranchThatStays() {
    takes(
        LoopWayOut.ofLabelled(),
        task("for (;;) { // here\nif (stopped) break; else work(); }"),
        task("for (;;) { // here\nwork(); }"));
  }

  @Test
  void restoredInterrupt() {
    takes(
        LoopWayOut.ofLabelled(),
        task(
            """
            while (!Thread.currentThread().isInterrupted()) { // here
              try { queue.take(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
            }
            """),
        task(
            """
            while (true) { // here
              try { queue.take(); } catch (InterruptedException e) {}
            }
            """));
  }

  @Test
  void interruptCaughtOutsideTheLoop() {
    takes(
        LoopWayOut.ofLabelled(),
        task(
            """
            try {
              while (true) { // here
                Job job = queue.take();
                Thread.sleep(1);
              }
            } catch (InterruptedException e) { }
            """),
        task(
            """
            try {
              while (true) { // here
                Job job; try { job = queue.take(); } catch (InterruptedException ignored) { continue; }
                try { Thread.sleep(1); } catch (InterruptedException ignored) { }
              }
            } catch (InterruptedException e) { }
            """));
  }

  @Test
  void loopThatEndsWithItsWork() {
    skips(
        LoopWayOut.ofLabelled(),
        task("while (!queue.isEmpty() && !stopped) { // here\nwork(); }"),
        "its condition looks at the work");
    skips(
        LoopWayOut.ofLabelled(),
        task("while (!stopped) { // here\nif (next() == null) break; }"),
        "its body leaves when the work says so");
  }

  @Test
  void localThatLooksLikeAFlag() {
    skips(
        LoopWayOut.ofLabelled(),
        task("boolean stop = false; while (!stop) { // here\nstop = work(); }"),
        "its condition looks at the work");
  }

  @Test
  void closedSocketLeavesTheLoop() {
    skips(
        LoopWayOut.ofLabelled(),
        task(
            "try { while (!stopped) { // here\nserver.accept(); } } catch (java.io.IOException e) {"
                + " }"),
        "a closed resource leaves it");
    skips(
        LoopWayOut.ofLabelled(),
        task(
            "try { while (!stopped) { // here\nsampler.next(); } } catch (EndOfTest e) { done(); }"),
        "a handler around it waits for an exception of its work");
  }

  @Test
  void breakOfAnInnerLoopStays() {
    takes(
        LoopWayOut.ofLabelled(),
        task("while (!stopped) { // here\nfor (;;) { if (done()) break; } }"),
        task("while (true) { // here\nfor (;;) { if (done()) break; } }"));
  }

  @Test
  void endlessLoopHasNothingToTake() {
    skips(
        LoopWayOut.ofLabelled(),
        task("while (true) { // here\nwork(); }"),
        "no way out found to take");
  }

  @Test
  void onlyRunOfATaskIsTakenWithoutLabel() {
    String code = "class A { void run() { while (!stopped) { work(); } } }";
    ParsedFile file = ParsedFile.parse(LIBRARY, SourceText.of("A.java", code)).orElseThrow();
    assertEquals(List.of(), LoopWayOut.ofUnlabelled().attempts(file, List.of()));
    assertEquals(
        1,
        LoopWayOut.ofUnlabelled()
            .attempts(
                ParsedFile.parse(LIBRARY, SourceText.of("A.java", task("while (!stopped) { }")))
                    .orElseThrow(),
                List.of())
            .size());
  }

  @Test
  void volatileOfTheFlag() {
    String right = task("while (!stopped) { // here\nwork(); }");
    takes(FlagVolatile.ofLabelled(), right, right.replace("volatile ", ""));
    skips(
        FlagVolatile.ofLabelled(),
        task("synchronized (this) { while (!stopped) { // here\nwork(); } }"),
        "the flag is used under a lock");
    skips(
        FlagVolatile.ofLabelled(),
        task("while (!stopped) { // here\nsynchronized (this) { wait(5); } }"),
        "the loop takes a lock on its way");
  }

  @Test
  void volatileOfTheInnermostFlag() {
    String right =
        """
        class A {
          private volatile boolean stopped;
          class B extends Thread {
            private %sboolean stopped;
            public void run() {
              while (!stopped) { // here
                work();
              }
            }
            void halt() { stopped = true; }
          }
        }
        """;
    takes(FlagVolatile.ofLabelled(), right.formatted("volatile "), right.formatted(""));
  }

  @Test
  void restoreOfAHandler() {
    String right =
        """
        class A {
          void pause() {
            try { Thread.sleep(1); }
            catch (InterruptedException e) { // here
              Thread.currentThread().interrupt();
            }
          }
        }
        """;
    takes(
        HandlerRestore.withoutThrow(),
        right,
        right.replace("Thread.currentThread().interrupt();", ";"));
    skips(
        HandlerRestore.withoutThrow(),
        right.replace("void pause()", "public void run()"),
        "in a task's own body");
    skips(
        HandlerRestore.withoutThrow(),
        right.replace("class A {", "class A { Runnable task = this::pause;"),
        "in a task's own body");
    skips(HandlerRestore.beforeThrow(), right, "the handler does not throw");
  }

  @Test
  void useOfALocalFuture() {
    takes(
        new FutureUse(),
        """
        class A { void start() throws Exception {
          Future<String> answer = pool.submit(work); // here
          log(answer);
          String text = answer.get();
          if (answer.isDone()) { log(text); }
        } }
        """,
        """
        class A { void start() throws Exception {
          Future<String> answer = pool.submit(work); // here
          { }
          String text = null;
          { }
        } }
        """);
  }

  @Test
  void futureThatGoesOn() {
    skips(
        new FutureUse(),
        """
        class A { Future<?> start() {
          Future<?> answer = pool.submit(work); // here
          return answer;
        } }
        """,
        "goes on to somebody, or decides what is done");
    skips(
        new FutureUse(),
        """
        class A {
          Future<?> answer;
          void start() {
            answer = pool.submit(work); // here
          }
        }
        """,
        "not kept in a local, private field or collection");
  }

  @Test
  void failureStagesOfADroppedChain() {
    takes(
        new FailureStage(),
        "class A { void go() {\n  f.thenAccept(x -> { }).exceptionally(t -> null); // here\n} }\n",
        "class A { void go() {\n  f.thenAccept(x -> { }).thenRun(() -> { }); // here\n} }\n");
    skips(
        new FailureStage(),
        "class A { Object go() {\n  return f.exceptionally(t -> null); // here\n} }\n",
        "no dropped chain with a failure stage starts here");
  }

  @Test
  void closingOfAnExecutor() {
    String right =
        """
        class A {
          private final ExecutorService pool = Executors.newFixedThreadPool(2); // here
          void start() { pool.execute(work); }
          void stop() { if (pool != null) { pool.shutdown(); } }
        }
        """;
    takes(new ExecutorClose(), right, right.replace("pool.shutdown();", "{ }"));
    skips(
        new ExecutorClose(),
        right.replace("pool.execute(work)", "other.use(pool)"),
        "handed on, or closed as part of something else");
    skips(
        new ExecutorClose(),
        right.replace("newFixedThreadPool(2)", "newCachedThreadPool()"),
        "ends when idle");
  }
}
