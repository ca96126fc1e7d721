package dev.belay.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes what picocli's own factory makes, but asks it for nothing that a check needs: it begins by
 * looking for Groovy, and so opens every jar there is. Stateless.
 */
final class LateFactory implements IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == List.class) {
      // For an option that may be given several times.
      return type.cast(new ArrayList<>());
    }
    return CommandLine.defaultFactory().create(type);
  }
}
