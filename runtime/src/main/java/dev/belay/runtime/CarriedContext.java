package dev.belay.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/** What the carriers of a scope captured for one task. */
final class CarriedContext {

  private final List<ContextCarrier<?>> carriers;
  private final Object[] captured;

  private CarriedContext(List<ContextCarrier<?>> carriers, Object[] captured) {
    this.carriers = carriers;
    this.captured = captured;
  }

  /** Null if there are no carriers. */
  static CarriedContext capture(List<ContextCarrier<?>> carriers) {
    if (carriers.isEmpty()) {
      return null;
    }
    Object[] captured = new Object[carriers.size()];
    for (int i = 0; i < captured.length; i++) {
      captured[i] = carriers.get(i).capture();
    }
    return new CarriedContext(carriers, captured);
  }

  /**
   * The body as it is to be called.
   *
   * @param context null for none
   */
  static <T> Callable<? extends T> within(CarriedContext context, Callable<? extends T> body) {
    return context == null ? body : () -> context.call(body);
  }

  /** Calls the body within the context; every carrier that was installed is restored. */
  private <T> T call(Callable<? extends T> body) throws Exception {
    Deque<ContextCarrier.Restore> installed = new ArrayDeque<>();
    T value = null;
    Throwable thrown = null;
    try {
      for (int i = 0; i < captured.length; i++) {
        installed.push(install(carriers.get(i), captured[i]));
      }
      value = body.call();
    } catch (Throwable failure) {
      thrown = failure;
    }
    for (ContextCarrier.Restore restore : installed) {
      try {
        restore.restore();
      } catch (Throwable failure) {
        if (thrown == null) {
          thrown = failure;
        } else if (thrown != failure) {
          thrown.addSuppressed(failure);
        }
      }
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw (Exception) thrown;
    }
    return value;
  }

  @SuppressWarnings("unchecked") // what this carrier captured
  private static <C> ContextCarrier.Restore install(ContextCarrier<C> carrier, Object captured) {
    return carrier.install((C) captured);
  }
}
