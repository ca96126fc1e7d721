package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.CancellationSource;
import dev.belay.runtime.Registration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** After the close of a registration its callback has run to its end, or never will. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "removed")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "ran to its end")
@State
public class CloseAgainstCancel {
  private final CancellationSource source = CancellationSource.create();
  private int begun;
  private int ended;
  private final Registration registration =
      source
          .token()
          .onCancel(
              () -> {
                begun = 1;
                ended = 1;
              });

  @Actor
  public void cancel() {
    source.cancel("stop");
  }

  @Actor
  public void close(II_Result r) {
    registration.close();
    r.r1 = begun;
    r.r2 = ended;
  }
}
