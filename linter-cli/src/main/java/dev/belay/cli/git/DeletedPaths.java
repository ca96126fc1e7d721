package dev.belay.cli.git;

import dev.belay.cli.usage.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Tells a path that was deleted, which hooks pass on all the same, from one that never was. */
public final class DeletedPaths {

  private final Path here;
  private final Map<String, String> environment;

  /**
   * For paths as a user or a hook gives them.
   *
   * @param here the folder at hand, absolute
   * @param environment the process's variables
   */
  public DeletedPaths(Path here, Map<String, String> environment) {
    this.here = here;
    this.environment = environment;
  }

  /**
   * Whether a path that leads to nothing is in git's index or in the last commit; false without
   * git.
   */
  public boolean knows(String given) {
    try {
      Path path = here.resolve(given).normalize();
      Path folder = path.getParent();
      while (folder != null && !Files.isDirectory(folder)) {
        folder = folder.getParent();
      }
      if (folder == null) {
        return false;
      }
      Git git = Git.in("git", Git.real(folder), here, environment);
      Git.Answer top = git.ask("rev-parse", "--show-toplevel");
      if (top.failed()) {
        return false;
      }
      String name =
          Path.of(top.line())
              .relativize(Git.real(folder).resolve(folder.relativize(path)))
              .toString();
      return !git.ask("ls-files", "-z", "--", ":(top,literal)" + name).names().isEmpty()
          || !git.ask("ls-tree", "-z", "--full-tree", "HEAD", "--", name).names().isEmpty();
    } catch (InvalidPathException | UsageException noGit) {
      // Then nothing says that it was ever there.
      return false;
    }
  }
}
