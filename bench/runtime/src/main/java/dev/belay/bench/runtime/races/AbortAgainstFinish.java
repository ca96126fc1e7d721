package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.Task;
import dev.belay.runtime.TaskScope;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZLZ_Result;

/** The first of abort and finish wins; the thread keeps no interrupt. */
@JCStressTest
@Outcome(id = "true, Aborted, false", expect = ACCEPTABLE, desc = "aborted")
@Outcome(id = "false, Success, false", expect = ACCEPTABLE, desc = "finished")
@State
public class AbortAgainstFinish {
  private final Inline inline = new Inline();
  private final TaskScope<Integer> scope = Inline.open(inline);
  private final Task<Integer> task = scope.fork(() -> 1);

  @Actor
  public void run(ZLZ_Result r) {
    inline.runTask();
    r.r3 = Thread.interrupted();
  }

  @Actor
  public void abort(ZLZ_Result r) {
    r.r1 = task.abort("stop");
  }

  @Arbiter
  public void look(ZLZ_Result r) {
    r.r2 = task.outcome().getClass().getSimpleName();
    scope.close();
  }
}
