package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.TaskFailedException;
import dev.belay.runtime.TaskScope;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A joiner that goes to sleep while the last task ends is woken: else this does not end. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "woken, and nothing is left")
@State
public class EndAgainstJoin {
  private final Inline inline = new Inline();
  private final TaskScope<Integer> scope = Inline.open(inline);

  public EndAgainstJoin() {
    scope.fork(() -> 1);
  }

  @Actor
  public void run() {
    inline.runTask();
  }

  @Actor
  public void join(II_Result r) {
    try {
      r.r1 = scope.joinAll().size();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TaskFailedException e) {
      throw new IllegalStateException("no body fails", e);
    }
  }

  @Arbiter
  public void look(II_Result r) {
    r.r2 = scope.size();
    scope.close();
  }
}
