package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.CancellationSource;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A child is cancelled, whether it was linked before or born after. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "cancelled")
@State
public class ChildAgainstCancel {
  private final CancellationSource source = CancellationSource.create();
  private CancellationSource child;

  @Actor
  public void cancel() {
    source.cancel("stop");
  }

  @Actor
  public void link() {
    child = source.token().child();
  }

  @Arbiter
  public void look(Z_Result r) {
    r.r1 = child.token().isCancelled();
  }
}
