package dev.belay.cli;

import java.nio.file.Path;

/**
 * Where runs keep what the next one can use: by the XDG base directory specification, or Windows'
 * own place.
 */
final class CacheFolder {

  private CacheFolder() {}

  /** A folder of our own, which may be removed as a whole; need not exist. */
  static Path of(Surroundings surroundings) {
    for (String variable : new String[] {"XDG_CACHE_HOME", "LOCALAPPDATA"}) {
      String folder = surroundings.environment().getOrDefault(variable, "");
      if (!folder.isEmpty() && Path.of(folder).isAbsolute()) {
        return Path.of(folder, "belay");
      }
    }
    return Path.of(System.getProperty("user.home"), ".cache", "belay");
  }
}
