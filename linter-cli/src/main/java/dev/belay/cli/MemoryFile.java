package dev.belay.cli;

import dev.belay.linter.engine.Memory;
import dev.belay.linter.source.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The file in the user's cache folder that keeps the memory of one project's checks between runs.
 * It is never needed: what cannot be read is taken for empty, what cannot be written is not kept.
 *
 * <p>A file is written whole beside its place and then moved there. So two runs at once both leave
 * a whole file, the later one's stays, and a run that is killed leaves the one before.
 */
final class MemoryFile {

  /** Changes with the form of the file. */
  private static final int MAGIC = 0xBE1A7001;

  private static final String FOLDER = "checks";
  private static final String UNFINISHED = ".new";

  private final Path cache;
  private final byte[] identity;
  private final Path file;

  /**
   * A place in a cache folder.
   *
   * @param cache need not exist
   * @param identity all that outcomes depend on besides the sources
   */
  MemoryFile(Path cache, String identity) {
    this.cache = cache;
    this.identity = identity.getBytes(StandardCharsets.UTF_8);
    this.file = cache.resolve(FOLDER).resolve(String.format("%016x", Digest.of(this.identity)));
  }

  /** What the last run with the same identity left; empty where there is nothing of use. */
  Memory load() {
    try {
      byte[] bytes = Files.readAllBytes(file);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      if (in.readInt() != MAGIC || in.readInt() != identity.length) {
        return Memory.empty();
      }
      byte[] ofFile = in.readNBytes(identity.length);
      long digest = in.readLong();
      byte[] body = in.readAllBytes();
      return Arrays.equals(ofFile, identity) && Digest.of(body) == digest
          ? Memory.read(new DataInputStream(new ByteArrayInputStream(body)))
          : Memory.empty();
    } catch (IOException e) {
      return Memory.empty();
    }
  }

  /**
   * Keeps a memory for the next run, and the cache folder within its size.
   *
   * @param limit most bytes in the cache folder; those that were written longest ago go first
   */
  void store(Memory memory, long limit) {
    Path written = null;
    try {
      Files.createDirectories(file.getParent());
      written = Files.createTempFile(file.getParent(), "", UNFINISHED);
      Files.write(written, bytes(memory));
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
      prune(limit);
    } catch (IOException | UncheckedIOException e) {
      if (written != null) {
        written.toFile().delete();
      }
    }
  }

  private byte[] bytes(Memory memory) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    memory.write(new DataOutputStream(body));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.size() + identity.length + 16);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeInt(identity.length);
    out.write(identity);
    out.writeLong(Digest.of(body.toByteArray()));
    body.writeTo(out);
    return bytes.toByteArray();
  }

  private void prune(long limit) throws IOException {
    Map<Path, Long> sizes = new HashMap<>();
    Map<Path, FileTime> times = new HashMap<>();
    List<Path> files;
    try (Stream<Path> walked = Files.walk(cache)) {
      files = walked.filter(Files::isRegularFile).toList();
    }
    for (Path each : files) {
      sizes.put(each, Files.size(each));
      times.put(each, Files.getLastModifiedTime(each));
    }
    long size = sizes.values().stream().mapToLong(Long::longValue).sum();
    FileTime abandoned = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    for (Path each : files.stream().sorted(Comparator.comparing(times::get)).toList()) {
      boolean leftByKilled =
          each.toString().endsWith(UNFINISHED) && times.get(each).compareTo(abandoned) < 0;
      if ((size > limit || leftByKilled) && !each.equals(file)) {
        Files.deleteIfExists(each);
        size -= sizes.get(each);
      }
    }
  }
}
