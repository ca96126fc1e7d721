package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.stmt.WhileStmt;
import org.junit.jupiter.api.Test;

class StaleReadsTest {

  @Test
  void aPlainFieldThatOthersSetMayNeverBeSeen() {
    Snippet snippet =
        Snippet.of(
            """
            class Code implements Runnable {
              private boolean plain;
              private volatile boolean visible;
              private boolean own;
              private boolean guarded;
              private boolean constructed;
              private final Object lock = new Object();
              Code() { constructed = true; }
              void stop() { plain = true; visible = true; guarded = true; }
              private boolean isPlain() { return plain; }
              private synchronized boolean isGuarded() { return guarded; }
              public void run() {
                while (!plain) { work(); } // stale
                while (!isPlain()) { work(); } // stale
                while (!visible) { work(); }
                while (!own) { own = true; }
                while (!constructed) { work(); }
                while (!isGuarded()) { work(); }
                while (!plain) { synchronized (lock) { work(); } }
                synchronized (this) {
                  while (!plain) { work(); }
                }
              }
              private void work() {}
            }
            """);
    assertEquals(
        snippet.linesMarked("stale"),
        snippet.linesOf(
            WhileStmt.class, loop -> snippet.facts().staleReads().find(loop).isPresent()));
  }
}
