// All runs of invoker.properties in one log, told apart by Maven's first line of each.
List<String> runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 8

String stock = 'checks/com/example/stock/Trial.java:5:5: '
String shop = 'src/main/java/com/example/shop/Shop.java:'
String dropped = ':5: error: the handle of this task is dropped [discarded-future]'

// Tests weigh less although their folder's name does not tell. The first finding needs the other module, the second
// the class path.
assert runs[0].contains('[INFO] ' + stock + 'note: ')
assert runs[0].contains('[ERROR] ' + shop + '16' + dropped)
assert runs[0].contains('[ERROR] ' + shop + '17' + dropped)
assert runs[0].contains('on project shop: Belay found what is listed above')
assert runs[0].contains('[INFO] no sources')

assert runs[1].count('[INFO] Belay is skipped') == 3
assert !runs[1].contains('Shop.java')

assert runs[2].contains('[INFO] ' + shop + '16' + dropped)
assert runs[2].contains('[INFO] ' + stock)

assert runs[3].count('[INFO] no findings in 1 file') == 2

assert !runs[4].contains('Shop.java')
assert runs[4].contains('[INFO] no findings in 1 file')

assert runs[5].contains("--fail-on wants one of note, warning, error, never, not 'sometimes'")
assert runs[6].contains("belay: --select: unknown rule 'discarded-futures'; did you mean 'discarded-future'?")
assert runs[7].contains('[ERROR] ' + stock + 'note: ')

// The shop was checked last with its findings accepted.
assert new File(basedir, 'shop/target/reports/belay.sarif').text.contains('"results" : [ ]')
assert new File(basedir, 'shop/target/reports/belay.txt').text.isEmpty()
assert new File(basedir, 'stock/target/reports/belay.txt').readLines().size() == 1
