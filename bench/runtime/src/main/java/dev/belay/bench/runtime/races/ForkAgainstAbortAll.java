package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.Task;
import dev.belay.runtime.TaskScope;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** A task that is forked while its scope is cancelled is refused or aborted, never missed. */
@JCStressTest
@Outcome(id = "DONE, 0", expect = ACCEPTABLE, desc = "refused")
@Outcome(id = "ABORTING, 1", expect = ACCEPTABLE, desc = "aborted before it began")
@State
public class ForkAgainstAbortAll {
  private final Inline inline = new Inline();
  private final TaskScope<Integer> scope = Inline.open(inline);
  private Task<Integer> task;

  @Actor
  public void fork() {
    task = scope.fork(() -> 1);
  }

  @Actor
  public void abort() {
    scope.abortAll("stop");
  }

  @Arbiter
  public void look(LI_Result r) {
    r.r1 = task.state();
    r.r2 = scope.size();
    if (scope.size() > 0) {
      inline.runTask();
    }
    scope.close();
  }
}
