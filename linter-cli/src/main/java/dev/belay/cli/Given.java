package dev.belay.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option, and what was given for it once the command line is read.
 *
 * <p>Options of what runs in hooks are described by picocli's model, not by its annotations: for
 * those Java makes a class for each kind of annotation and accessors for each field, which takes as
 * long as starting Java does.
 *
 * @param <T> of the value
 */
final class Given<T> {

  private final OptionSpec option;
  private final Function<Object, T> reading;

  private Given(OptionSpec option, Function<Object, T> reading) {
    this.option = option;
    this.reading = reading;
  }

  /** An option without a value: whether it was given. */
  static Given<Boolean> flag(List<String> names, String description) {
    OptionSpec option =
        OptionSpec.builder(names.toArray(String[]::new))
            .type(boolean.class)
            .description(description)
            .build();
    return new Given<>(option, Boolean.TRUE::equals);
  }

  /** The same with a single name. */
  static Given<Boolean> flag(String name, String description) {
    return flag(List.of(name), description);
  }

  /**
   * An option with a value, the last one if several were given; empty if none was.
   *
   * @param candidates for help and completion; may be empty
   */
  static <V> Given<Optional<V>> value(
      Class<V> type, String name, String label, List<String> candidates, String description) {
    OptionSpec.Builder option =
        OptionSpec.builder(name).type(type).paramLabel(label).description(description);
    if (!candidates.isEmpty()) {
      option.completionCandidates(candidates);
    }
    return new Given<>(option.build(), value -> Optional.ofNullable(value).map(type::cast));
  }

  /** An option with a text. */
  static Given<Optional<String>> text(String name, String label, String description) {
    return value(String.class, name, label, List.of(), description);
  }

  /** An option that may be given several times: all its texts in order. */
  static Given<List<String>> texts(String name, String label, String description) {
    return new Given<>(several(name, label, description).build(), Given::all);
  }

  /** The same, and several with commas between them at a time. */
  static Given<List<String>> list(String name, String label, String description) {
    return new Given<>(several(name, label, description).splitRegex(",").build(), Given::all);
  }

  private static OptionSpec.Builder several(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description);
  }

  private static List<String> all(Object value) {
    return value instanceof List<?> texts
        ? texts.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** For picocli. */
  OptionSpec option() {
    return option;
  }

  T get() {
    return reading.apply(option.getValue());
  }
}
