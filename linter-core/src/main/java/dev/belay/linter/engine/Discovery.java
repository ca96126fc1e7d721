package dev.belay.linter.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Walks a project for its Java files. Files whose names start with a dot and the folders of version
 * control are passed over, as is what git ignores and what the scope excludes.
 *
 * <p>A link is followed where it leads out of the project; one that leads to another part of it is
 * not, for what is there is found under its own name.
 */
public final class Discovery {

  private static final Set<String> VERSION_CONTROL = Set.of(".git", ".hg", ".svn", ".jj");

  private final Scope scope;
  private final Selection selection;
  private final Patterns includes;
  private final Map<String, SourceFile> found = new TreeMap<>();
  private final Set<String> walked = new HashSet<>();
  private final Set<Path> linked = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private Patterns excludes;

  private Discovery(Scope scope) {
    this.scope = scope;
    this.selection = new Selection(scope);
    this.includes = Patterns.of(scope.includes());
  }

  /** Finds the files of a project; what cannot be walked becomes a problem of it. */
  public static Project find(Scope scope) {
    Discovery discovery = new Discovery(scope);
    discovery.selection.folders().forEach(discovery::walkNamed);
    discovery.excludes = Patterns.of(scope.excludes());
    discovery.walk(scope.root(), "", IgnoreRules.at(scope.root()));
    discovery.problems.addAll(discovery.selection.problems());
    return new Project(
        scope.root(),
        List.copyOf(discovery.found.values()),
        discovery.problems,
        discovery.selection.missing());
  }

  /** A relative path with forward slashes. */
  static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** A folder that the user named is walked, whatever excludes it or a folder above. */
  private void walkNamed(String path) {
    if (!path.isEmpty()) {
      excludes = Patterns.of(scope.excludes().stream().filter(p -> !isContentOf(path, p)).toList());
      Path folder = scope.root().resolve(path);
      walk(folder, path + "/", IgnoreRules.at(folder));
    }
  }

  /** Whether a pattern excludes all that is in a folder rather than the folder. */
  private static boolean isContentOf(String folder, String pattern) {
    return pattern.endsWith("/**")
        && Patterns.of(List.of(pattern.substring(0, pattern.length() - 2))).fit(folder + "/x");
  }

  /**
   * Walks a folder.
   *
   * @param prefix its path from the root, empty or with a last slash
   */
  private void walk(Path folder, String prefix, IgnoreRules rules) {
    if (!walked.add(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1))) {
      return;
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      unreadable(prefix, e);
    } catch (DirectoryIteratorException e) {
      unreadable(prefix, e.getCause());
    }
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      visit(entry, name, prefix + name, rules);
    }
  }

  private void visit(Path entry, String name, String path, IgnoreRules rules) {
    BasicFileAttributes attributes;
    try {
      attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        if (isOut(name, path, false, rules) || isOut(name, path, true, rules)) {
          return;
        }
        attributes = Files.readAttributes(entry, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
          visitLinkedFolder(entry, name, path, rules);
          return;
        }
        if (isOfProject(entry.toRealPath())) {
          return;
        }
      }
    } catch (NoSuchFileException e) {
      // A link to nothing, or a file that went while we looked: a source only by its name.
      if (name.endsWith(".java") && !isOut(name, path, false, rules)) {
        unreadable(path, "link to nothing");
      }
      return;
    } catch (IOException e) {
      brokenLink(entry, path, e);
      return;
    }
    if (attributes.isDirectory()) {
      if (!VERSION_CONTROL.contains(name) && !isOut(name, path, true, rules)) {
        walk(entry, path + "/", rules.into(name, entry));
      }
    } else if (name.endsWith(".java")
        && !name.startsWith(".")
        && !isOut(name, path, false, rules)
        && (includes.isEmpty() || includes.fit(path))) {
      addFile(entry, path, attributes);
    }
  }

  private void addFile(Path entry, String path, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      found.put(path, new SourceFile(path, entry, Contents.of(entry), selection.chooses(path)));
    } else {
      unreadable(path, "not a file");
    }
  }

  private boolean isOut(String name, String path, boolean folder, IgnoreRules rules) {
    return excludes.verdict(path, folder).orElse(false) || rules.ignore(name, folder);
  }

  private void visitLinkedFolder(Path entry, String name, String path, IgnoreRules rules)
      throws IOException {
    Path target = entry.toRealPath();
    if (entry.getParent().toRealPath().startsWith(target)) {
      if (selection.reaches(path)) {
        problems.add(new Problem.LinkLoop(path));
      }
    } else if (!isOfProject(target) && linked.add(target)) {
      walk(entry, path + "/", rules.into(name, entry));
    }
  }

  private boolean isOfProject(Path target) throws IOException {
    return target.startsWith(scope.root().toRealPath());
  }

  private void brokenLink(Path entry, String path, IOException e) {
    if (Files.isSymbolicLink(entry) && !(e instanceof AccessDeniedException)) {
      // The only other failure of following a link: too many of them (POSIX ELOOP).
      if (selection.reaches(path)) {
        problems.add(new Problem.LinkLoop(path));
      }
    } else {
      unreadable(path, e);
    }
  }

  private void unreadable(String path, IOException e) {
    unreadable(path, Unread.reason(e));
  }

  private void unreadable(String path, String reason) {
    String shown = path.isEmpty() ? "." : path;
    if (selection.reaches(path.endsWith("/") ? path.substring(0, path.length() - 1) : path)) {
      problems.add(new Problem.Unreadable(shown, reason));
    }
  }
}
