package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.TaskScope;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two tasks that end at once are both in the books, once. */
@JCStressTest
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "both ended, both joined")
@State
public class EndAgainstEnd {
  private final Inline first = new Inline();
  private final Inline second = new Inline();
  private final TaskScope<Integer> scope =
      TaskScope.open("race", options -> first.options(options).threads(this::thread));

  private boolean forkedOne;

  public EndAgainstEnd() {
    scope.fork(() -> 1);
    forkedOne = true;
    scope.fork(() -> 2);
  }

  private Thread thread(Runnable task) {
    return (forkedOne ? second : first).hold(task);
  }

  @Actor
  public void runFirst() {
    first.runTask();
  }

  @Actor
  public void runSecond() {
    second.runTask();
  }

  @Arbiter
  public void look(II_Result r) {
    r.r1 = scope.size();
    while (scope.tryJoinNext().isPresent()) {
      r.r2++;
    }
    scope.close();
  }
}
