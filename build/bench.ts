import '../test/bench.ts';
