package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.Task;
import dev.belay.runtime.TaskScope;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What the owner wrote is seen by the body, and what the body wrote by who joins it. */
@JCStressTest
@Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "not joined yet")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "joined")
@State
public class BodyBeforeJoin {
  private final Inline inline = new Inline();
  private final TaskScope<Integer> scope = Inline.open(inline);
  private int before = 1;
  private int after;
  private int seen;
  private final Task<Integer> task =
      scope.fork(
          () -> {
            seen = before;
            after = 2;
            return 0;
          });

  @Actor
  public void run() {
    inline.runTask();
  }

  @Actor
  public void join(II_Result r) {
    Optional<Task<Integer>> joined = scope.tryJoinNext();
    r.r2 = joined.isPresent() ? after : -1;
  }

  @Arbiter
  public void look(II_Result r) {
    r.r1 = task.outcome() == null ? 0 : seen;
    scope.close();
  }
}
