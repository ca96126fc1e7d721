package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import org.junit.jupiter.api.Test;

/** Each comment is one claim about the loop on its line. */
class LoopsTest {

  @Test
  void aWayOutIsAnythingThatMayLeave() {
    CodeUnderTest code =
        new CodeUnderTest(
            """
            import java.nio.file.*;
            import java.util.concurrent.*;
            import com.acme.unseen.Thing;
            class Code {
              private boolean plain;
              private final boolean fixed = true;
              void a() {
                while (true) { // none
                  step();
                } }
              void b() {
                while (plain) { // way out
                  step();
                } }
              void c() {
                while (fixed) { // none
                  step();
                } }
              void d(boolean b) {
                while (true) { // way out
                  if (b) { return; }
                } }
              void e(boolean b) {
                while (true) { // none
                  try { if (b) { throw new IllegalStateException(); } } catch (RuntimeException x) { step(); }
                } }
              void f(boolean b) {
                while (true) { // way out
                  try { if (b) { throw new IllegalStateException(); } } catch (ArithmeticException x) { step(); }
                } }
              void g() throws InterruptedException {
                while (true) { // way out
                  Thread.sleep(1);
                } }
              void h() {
                while (true) { // none
                  try { Thread.sleep(2); } catch (Exception x) { step(); }
                } }
              void i(WatchService s) {
                while (true) { // way out
                  s.poll();
                } }
              void j(Thing thing) {
                while (true) { // none
                  thing.work();
                } }
              void k(Thing thing) {
                try {
                  while (true) { // way out
                    thing.work();
                  }
                } catch (RuntimeException x) { step(); } }
              void l(Thing thing) {
                try {
                  while (true) { // none
                    try { thing.work(); } catch (Throwable t) { step(); }
                  }
                } catch (RuntimeException x) { step(); } }
              void m() {
                while (true) { // way out
                  System.exit(1);
                } }
              void n() {
                Runnable r = () -> { return; };
                while (true) { // none
                  r = () -> { return; };
                } }
              void o() {
                outer:
                while (true) { // way out
                  for (;;) { break outer; }
                } }
              private void step() {}
            }
            """);
    Loops loops = code.facts.loops();
    assertEquals(
        code.claimed(),
        code.told(
            WhileStmt.class,
            loop -> loops.findWayOut((Statement) loop).isPresent() ? "way out" : "none"));
  }

  @Test
  void aStopFlagIsTiedToTheInterruptThatComesWithIt() {
    CodeUnderTest code =
        new CodeUnderTest(
            """
            import java.util.concurrent.*;
            class Code implements Runnable {
              private volatile boolean tied;
              private volatile boolean loose;
              private Thread thread;
              void stop() { tied = true; wake(); }
              private void wake() { thread.interrupt(); }
              void loosen() { loose = true; }
              private boolean isTied() { return tied; }
              public void run() {
                while (!tied) { // tied
                }
                while (!isTied()) { // tied
                }
                while (!loose) { // loose
                }
                while (thread.isAlive()) { // loose
                }
                while (true) { // tied
                  if (tied) { break; }
                }
              }
              void notATask() {
                while (!tied) { // loose
                }
              }
            }
            """);
    Loops loops = code.facts.loops();
    assertEquals(
        code.claimed(),
        code.told(WhileStmt.class, loop -> loops.isStoppedWithInterrupt(loop) ? "tied" : "loose"));
  }
}
