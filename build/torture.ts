import '../test/torture.ts';
