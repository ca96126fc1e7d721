package dev.belay.cli;

import dev.belay.cli.usage.UsageException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Removes what runs have kept. */
@Command(
    name = "clear",
    description =
        "Remove what runs have kept in the user's cache folder; the next run makes it anew.")
final class CacheClearCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  CacheClearCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Path folder = CacheFolder.of(surroundings);
    try {
      Files.walkFileTree(folder, new Remover());
    } catch (NoSuchFileException none) {
      return Exit.CLEAN;
    } catch (IOException refused) {
      throw new UsageException("cache clear: cannot remove " + refused.getMessage(), refused);
    }
    return Exit.CLEAN;
  }

  /** Removes a folder with all that is in it; links are removed, not followed. */
  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException broken) throws IOException {
      if (broken != null) {
        throw broken;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
