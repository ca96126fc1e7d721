package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.CancellationSource;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who sees the cancellation sees its reason, and what was written before. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "not cancelled yet")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "cancelled, with reason and data")
@State
public class CancelPublishesReason {
  private final CancellationSource source = CancellationSource.create();
  private int data;

  @Actor
  public void cancel() {
    data = 1;
    source.cancel(1);
  }

  @Actor
  public void look(II_Result r) {
    if (source.token().isCancelled()) {
      r.r1 = (Integer) source.token().reason().orElse(0);
      r.r2 = data;
    } else {
      r.r1 = -1;
      r.r2 = -1;
    }
  }
}
