package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.stmt.CatchClause;
import org.junit.jupiter.api.Test;

/** Each comment is one claim about the handler on its line. */
class InterruptHandlersTest {

  private static String fateOf(
      CatchClause handler, InterruptHandlers handlers, Interrupts interrupts) {
    if (!interrupts.reach(handler)) {
      return "not reached";
    }
    if (handlers.findSpin(handler).isPresent()) {
      return "spins";
    }
    if (!handlers.findWrappings(handler).isEmpty()) {
      return "wraps";
    }
    return handlers
        .findLoss(handler)
        .map(loss -> loss.loop().isPresent() ? "lost in a loop" : "lost")
        .orElse("passed on");
  }

  private static void check(String text) {
    CodeUnderTest code = new CodeUnderTest(text);
    FileFacts facts = code.facts;
    assertEquals(
        code.claimed(),
        code.told(
            CatchClause.class, handler -> fateOf(handler, facts.handlers(), facts.interrupts())));
  }

  @Test
  void aHandlerPassesTheInterruptOnOrLosesIt() {
    check(
        """
        import java.util.concurrent.*;
        class Code {
          void a() { try { Thread.sleep(1);
            } catch (InterruptedException e) { // lost
            } }
          void b() { try { Thread.sleep(2);
            } catch (InterruptedException e) { Thread.currentThread().interrupt(); // passed on
            } }
          void c() { try { Thread.sleep(3);
            } catch (InterruptedException e) { throw new IllegalStateException(e); // wraps
            } }
          void d() throws Exception { try { Thread.sleep(4);
            } catch (Exception e) { throw e; // passed on
            } }
          void e(Thread t) { while (t.isAlive()) { try { t.join();
            } catch (InterruptedException e) { // lost in a loop
            } } }
          void f(Thread t) { while (t.isAlive()) { try { t.join();
            } catch (InterruptedException e) { Thread.currentThread().interrupt(); // spins
            } } }
          void g(Runnable r) { try { r.run();
            } catch (Exception e) { // not reached
            } }
          void h() { try { Thread.sleep(5);
            } catch (InterruptedException e) { throw new CancellationException(); // passed on
            } }
          void i(boolean b) { try { Thread.sleep(6);
            } catch (InterruptedException e) { if (b) throw new RuntimeException(e); else Thread.currentThread().interrupt(); // wraps
            } }
          void j() { try { try { Thread.sleep(7);
            } catch (InterruptedException e) { throw e; // passed on
            } } catch (Exception e) { // lost
            } }
        }
        """);
  }

  @Test
  void whatCannotBeSeenMayPassItOn() {
    check(
        """
        import com.acme.unseen.Errors;
        class Code {
          void a() { try { Thread.sleep(1);
            } catch (InterruptedException e) { Errors.handle(e); // passed on
            } }
          void b() { try { Thread.sleep(2);
            } catch (InterruptedException e) { Errors.rethrow(e, "sleep"); // passed on
            } }
          void c() { try { Thread.sleep(3);
            } catch (InterruptedException e) { Errors.log("sleep", e); // lost
            } }
          void d() { try { Thread.sleep(4);
            } catch (InterruptedException e) { Errors.log(Errors.textOf(e)); // lost
            } }
          void e() { try { Errors.await();
            } catch (Exception e) { // not reached
            } }
        }
        """);
  }

  @Test
  void finallyAndLoopsOfTheHandlerCount() {
    check(
        """
        class Code {
          void a() { try { Thread.sleep(1);
            } catch (InterruptedException e) { // passed on
            } finally { Thread.currentThread().interrupt(); } }
          void b() { try { Thread.sleep(2);
            } catch (InterruptedException e) { // lost
              for (int i = 0; i < 2; i++) { Thread.currentThread().interrupt(); }
            } }
          void c() { try { Thread.sleep(3);
            } catch (InterruptedException e) { // passed on
              do { Thread.currentThread().interrupt(); } while (false);
            } }
          void d(int i) { try { Thread.sleep(4);
            } catch (InterruptedException e) { // passed on
              switch (i) {
                case 1: Thread.currentThread().interrupt(); break;
                default: Thread.currentThread().interrupt();
              }
            } }
          void e(int i) { try { Thread.sleep(5);
            } catch (InterruptedException e) { // lost
              switch (i) { case 1: Thread.currentThread().interrupt(); }
            } }
        }
        """);
  }
}
