package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.CancellationSource;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Of two cancels one wins, and its reason stands. */
@JCStressTest
@Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the first won")
@Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "the second won")
@State
public class TwoCancels {
  private final CancellationSource source = CancellationSource.create();

  @Actor
  public void first(ZZI_Result r) {
    r.r1 = source.cancel(1);
  }

  @Actor
  public void second(ZZI_Result r) {
    r.r2 = source.cancel(2);
  }

  @Arbiter
  public void look(ZZI_Result r) {
    r.r3 = (Integer) source.token().reason().orElse(0);
  }
}
