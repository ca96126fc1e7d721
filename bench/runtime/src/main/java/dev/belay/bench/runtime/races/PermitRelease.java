package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.Task;
import dev.belay.runtime.TaskScope;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** However a task ends, its permit comes back, and once. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "one permit")
@State
public class PermitRelease {
  private final Inline inline = new Inline();
  private final TaskScope<Integer> scope =
      TaskScope.open("race", options -> inline.options(options).limit(1));
  private final Task<Integer> task = scope.fork(() -> 1);

  @Actor
  public void run() {
    inline.runTask();
  }

  @Actor
  public void abort() {
    task.abort("stop");
  }

  @Arbiter
  public void look(ZZ_Result r) {
    r.r1 = scope.tryFork(() -> 2).isPresent();
    r.r2 = scope.tryFork(() -> 3).isPresent();
    inline.runTask();
    scope.close();
  }
}
