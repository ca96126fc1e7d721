package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.CancellationSource;
import dev.belay.runtime.CancellationToken;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A child of several is cancelled, though one of them is while it is being linked. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "cancelled")
@State
public class AnyOfAgainstCancel {
  private final CancellationSource left = CancellationSource.create();
  private final CancellationSource right = CancellationSource.create();
  private CancellationSource child;

  @Actor
  public void cancel() {
    right.cancel("stop");
  }

  @Actor
  public void link() {
    child = CancellationToken.anyOf(left.token(), right.token());
  }

  @Arbiter
  public void look(Z_Result r) {
    r.r1 = child.token().isCancelled();
  }
}
