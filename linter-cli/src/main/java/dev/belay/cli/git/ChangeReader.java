package dev.belay.cli.git;

import dev.belay.cli.usage.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks git what changed since a commit, or what the next commit is going to change. */
public final class ChangeReader {

  /** Only the new side: {@code @@ -12,3 +14,5 @@}; a missing count is 1. */
  private static final Pattern HUNK =
      Pattern.compile("^@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@", Pattern.MULTILINE);

  /**
   * No user's setting may change what is read; names are separated by NUL, patches carry no
   * context.
   */
  private static final List<String> DIFF =
      List.of(
          "diff",
          "--no-color",
          "--no-ext-diff",
          "--no-textconv",
          "--no-renames",
          "--no-relative",
          "--ignore-submodules",
          "--diff-filter=AMT");

  private static final List<String> PATCH = List.of("-U0", "--inter-hunk-context=0");
  private static final List<String> NAMES = List.of("--name-only", "-z");

  private final Git git;
  private final Path root;
  private final Path top;

  /**
   * A reader for a project.
   *
   * @param option what asks for it, to begin error lines with: "--since"
   * @param root the project's root, absolute
   * @param here the folder at hand, absolute
   * @param environment the process's variables
   * @throws UsageException if there is no repository or no git
   */
  public ChangeReader(String option, Path root, Path here, Map<String, String> environment) {
    this.git = Git.in(option, root, here, environment);
    this.root = Git.real(root);
    this.top = Path.of(git.demand("rev-parse", "--show-toplevel").line());
  }

  /**
   * What the work tree has that the last commit in common with {@code ref} has not, files that git
   * does not know yet among it.
   *
   * @throws UsageException if {@code ref} names no commit, or none with a common past
   */
  public Changes since(String ref) {
    String base = mergeBase(ref);
    Map<String, BitSet> lines = diff(List.of(base));
    git.demand("ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/*.java")
        .names()
        .forEach(name -> put(lines, name, null));
    return new Changes(lines, Map.of());
  }

  /** What the next commit is going to change, as it stands in the index. */
  public Changes staged() {
    Map<String, BitSet> lines = diff(List.of("--cached"));
    Set<String> goneOn = new HashSet<>();
    List<String> command = new ArrayList<>(DIFF.subList(0, DIFF.size() - 1));
    command.addAll(NAMES);
    command.addAll(List.of("--", ":/*.java"));
    git.demand(command.toArray(String[]::new)).names().forEach(goneOn::add);
    Map<String, byte[]> contents = new HashMap<>();
    for (String name : new TreeSet<>(goneOn)) {
      String path = fromRoot(name);
      if (path != null && lines.containsKey(path)) {
        contents.put(path, git.demand("cat-file", "blob", ":" + name).out());
      }
    }
    return new Changes(lines, contents);
  }

  private String mergeBase(String ref) {
    Git.Answer commit =
        git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}");
    if (commit.failed()) {
      throw git.failure("no such commit: '" + ref + "'" + shallowHint());
    }
    Git.Answer base = git.ask("merge-base", commit.line(), "HEAD");
    if (base.failed()) {
      throw git.failure("'" + ref + "' and HEAD have no common past" + shallowHint());
    }
    return base.line();
  }

  private String shallowHint() {
    boolean shallow = git.ask("rev-parse", "--is-shallow-repository").line().equals("true");
    return shallow ? "; this clone is shallow, git fetch --unshallow brings the rest" : "";
  }

  /** Names and patches come in the same order, so no name has to be read out of a patch. */
  private Map<String, BitSet> diff(List<String> what) {
    List<String> names = diff(what, NAMES).names();
    String patches = new String(diff(what, PATCH).out(), StandardCharsets.ISO_8859_1);
    String[] files = ("\n" + patches).split("\ndiff --git ", -1);
    if (files.length != names.size() + 1) {
      throw git.failure(
          "read " + (files.length - 1) + " patches for " + names.size() + " changed files");
    }
    Map<String, BitSet> lines = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      put(lines, names.get(i), changed(files[i + 1]));
    }
    return lines;
  }

  private Git.Answer diff(List<String> what, List<String> form) {
    List<String> command = new ArrayList<>(DIFF);
    command.addAll(form);
    command.addAll(what);
    command.addAll(List.of("--", ":/*.java"));
    return git.demand(command.toArray(String[]::new));
  }

  private static BitSet changed(String patch) {
    BitSet lines = new BitSet();
    Matcher hunk = HUNK.matcher(patch);
    while (hunk.find()) {
      int start = Integer.parseInt(hunk.group(1));
      int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
      if (count == 0) {
        // Lines were taken out after this one: what stands beside the gap may have lost its join.
        lines.set(start, start + 2);
      } else {
        lines.set(start, start + count);
      }
    }
    return lines;
  }

  private void put(Map<String, BitSet> lines, String name, BitSet changed) {
    String path = fromRoot(name);
    if (path != null) {
      lines.put(path, changed);
    }
  }

  /** A path from the top of the work tree as one from the project's root; null outside of it. */
  private String fromRoot(String name) {
    Path path = top.resolve(name);
    return path.startsWith(root)
        ? root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/")
        : null;
  }
}
