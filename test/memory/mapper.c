/* Maps a file it is told of privately, overwrites the first byte of its first page, says so, and waits: for the scanner's test of pages the mapping does not give. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int count, char **words) {
  struct stat about;
  int file = count == 2 ? open(words[1], O_RDONLY) : -1;
  if (file < 0 || fstat(file, &about) != 0) return 1;
  char *at = mmap(NULL, about.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
  if (at == MAP_FAILED) return 1;
  at[0] = '#';
  puts("mapped");
  fflush(stdout);
  char end;
  return read(0, &end, 1) < 0;
}
