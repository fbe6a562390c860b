/*
 * The power-cut recorder: an LD_PRELOAD library that writes down, in order and with the bytes, everything a process does to the files
 * under one directory, so that a replayer can build what a disk could hold had the power failed at any moment.
 *
 * Environment: POWER_CUT_DIR (absolute, resolved), POWER_CUT_LOG (log file, outside the directory), POWER_CUT_MARKS (a file whose writes
 * become markers: what the workload has acknowledged).
 *
 * Law: the order of the log is the order of the operations. One robust mutex, shared by all threads and processes through a page beside
 * the log, is held around the operation and its record. A sync has two records, because it covers only what was written before it began.
 *
 * Not durable and left out: `-shm` files (SQLite rebuilds them). Not recordable, written down as a caveat and refused by the reader:
 * shared writable mappings, hole punching, copies made inside the kernel.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/falloc.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Must equal TYPES in log.ts. */
enum { WRITE = 1, SIZE, GROW, SYNC_BEGIN, SYNC_END, CREATE, UNLINK, RENAME, LINK, MKDIR, RMDIR, MARK, CAVEAT };

struct header {
  uint32_t magic, type;
  uint64_t sequence, inode;
  int64_t offset;
  uint32_t path_bytes, data_bytes;
};

struct control {
  pthread_mutex_t lock;
  uint64_t sequence;
};

static char root[PATH_MAX], marks[PATH_MAX];
static size_t root_bytes;
static int log_fd = -1;
static struct control *control;

#define REAL(result, name, ...)                                    \
  static result (*real_##name)(__VA_ARGS__);                       \
  if (!real_##name) *(void **)&real_##name = dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *dir = getenv("POWER_CUT_DIR"), *log = getenv("POWER_CUT_LOG"), *mark = getenv("POWER_CUT_MARKS");
  if (!dir || !log || strlen(dir) >= sizeof root) return;
  char name[PATH_MAX];
  snprintf(name, sizeof name, "%s.control", log);
  /* The first process of the tree makes the page before it can have children; the others find it. */
  int fd = syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int fresh = fd >= 0;
  if (!fresh) fd = syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC);
  if (fd < 0 || (fresh && syscall(SYS_ftruncate, fd, sizeof *control))) abort();
  control = (void *)syscall(SYS_mmap, NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  if (control == MAP_FAILED) abort();
  if (fresh) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&control->lock, &attributes);
  }
  log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log_fd < 0) abort();
  strcpy(root, dir);
  root_bytes = strlen(root);
  if (mark && strlen(mark) < sizeof marks) strcpy(marks, mark);
}

static void lock(void) {
  if (pthread_mutex_lock(&control->lock) == EOWNERDEAD) pthread_mutex_consistent(&control->lock);
}

static void unlock(void) { pthread_mutex_unlock(&control->lock); }

/* One record, in one write; a log that can't be written would be a lie, so the process ends. */
static void record(uint32_t type, uint64_t inode, int64_t offset, const char *path, const struct iovec *data, int parts, size_t data_bytes) {
  struct header header = {0x54554350, type, ++control->sequence, inode, offset, (uint32_t)strlen(path), (uint32_t)data_bytes};
  struct iovec all[2 + 64] = {{&header, sizeof header}, {(void *)path, header.path_bytes}};
  size_t total = sizeof header + header.path_bytes + data_bytes, left = data_bytes;
  int count = 2;
  if (parts > 64) abort();
  for (int i = 0; i < parts && left; i++, count++) {
    size_t bytes = data[i].iov_len < left ? data[i].iov_len : left;
    all[count] = (struct iovec){data[i].iov_base, bytes};
    left -= bytes;
  }
  if (syscall(SYS_writev, log_fd, all, count) != (long)total) abort();
}

static void note(uint32_t type, uint64_t inode, int64_t offset, const char *path) { record(type, inode, offset, path, NULL, 0, 0); }

static int inside(const char *path) {
  size_t bytes = strlen(path);
  if (log_fd < 0 || strncmp(path, root, root_bytes) || (path[root_bytes] && path[root_bytes] != '/')) return 0;
  if (bytes > 10 && !strcmp(path + bytes - 10, " (deleted)")) bytes -= 10;
  return !(bytes > 4 && !strncmp(path + bytes - 4, "-shm", 4));
}

/* The kernel's own name of an open file: no table of descriptors that could go stale. */
static int name_of(int fd, char *path) {
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t bytes = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
  if (bytes < 0) return 0;
  path[bytes] = 0;
  return 1;
}

static uint64_t inode_of(int fd) {
  struct stat about;
  return fstat(fd, &about) ? 0 : about.st_ino;
}

static int watched(int fd, char *path) {
  int before = errno;
  int yes = log_fd >= 0 && fd >= 0 && name_of(fd, path) && inside(path);
  errno = before;
  return yes;
}

static int is_marks(const char *path) { return marks[0] && !strcmp(path, marks); }

/* A path as the kernel would name it: its folder resolved, its last part kept. */
static int resolve(int at, const char *path, char *out) {
  if (log_fd < 0) return 0;
  int before = errno;
  char folder[PATH_MAX];
  if (strlen(path) >= sizeof folder) return 0;
  strcpy(folder, path);
  size_t bytes = strlen(folder);
  while (bytes > 1 && folder[bytes - 1] == '/') folder[--bytes] = 0;
  char *slash = strrchr(folder, '/');
  const char *last = slash ? slash + 1 : folder;
  char base[NAME_MAX + 1];
  snprintf(base, sizeof base, "%s", last);
  if (slash == folder) folder[1] = 0;
  else if (slash) *slash = 0;
  else strcpy(folder, ".");
  int fd = syscall(SYS_openat, at, folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  int ok = fd >= 0 && name_of(fd, out) && strlen(out) + strlen(base) + 2 < PATH_MAX;
  if (fd >= 0) syscall(SYS_close, fd);
  if (ok) strcat(strcat(out, "/"), base);
  errno = before;
  return ok && inside(out);
}

/* ---- bytes ---- */

static ssize_t vector(int fd, const struct iovec *parts, int count, int64_t offset, int positioned) {
  char path[PATH_MAX];
  int mark = 0, log = log_fd >= 0 && name_of(fd, path) && ((mark = is_marks(path)) || inside(path));
  if (log) lock();
  int64_t at = positioned ? offset : log && !mark ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = positioned ? syscall(SYS_pwritev, fd, parts, count, offset, 0) : syscall(SYS_writev, fd, parts, count);
  int after = errno;
  if (log && done > 0) {
    /* With O_APPEND the kernel chose the place: where the descriptor stands now, less what was written. */
    if (!mark && !positioned) at = lseek(fd, 0, SEEK_CUR) - done;
    record(mark ? MARK : WRITE, mark ? 0 : inode_of(fd), at, path, parts, count, done);
  }
  if (log) unlock();
  errno = after;
  return done;
}

ssize_t write(int fd, const void *data, size_t bytes) { return vector(fd, &(struct iovec){(void *)data, bytes}, 1, 0, 0); }
ssize_t writev(int fd, const struct iovec *parts, int count) { return vector(fd, parts, count > 64 ? 64 : count, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) { return vector(fd, &(struct iovec){(void *)data, bytes}, 1, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t bytes, off_t at) { return pwrite(fd, data, bytes, at); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return vector(fd, parts, count > 64 ? 64 : count, at, 1); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) { return pwritev(fd, parts, count, at); }

int ftruncate(int fd, off_t size) {
  char path[PATH_MAX];
  int log = watched(fd, path);
  if (log) lock();
  int result = syscall(SYS_ftruncate, fd, size);
  if (log && !result) note(SIZE, inode_of(fd), size, path);
  if (log) unlock();
  return result;
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

int truncate(const char *name, off_t size) {
  int fd = open(name, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  int result = ftruncate(fd, size), after = errno;
  close(fd);
  errno = after;
  return result;
}
int truncate64(const char *name, off_t size) { return truncate(name, size); }

int fallocate(int fd, int mode, off_t offset, off_t bytes) {
  char path[PATH_MAX];
  int log = watched(fd, path);
  if (log) lock();
  int result = syscall(SYS_fallocate, fd, mode, offset, bytes);
  if (log && !result && mode == 0) note(GROW, inode_of(fd), offset + bytes, path);
  if (log && !result && (mode & ~FALLOC_FL_KEEP_SIZE)) note(CAVEAT, 0, 0, "a hole was punched or a range was moved");
  if (log) unlock();
  return result;
}
int fallocate64(int fd, int mode, off_t offset, off_t bytes) { return fallocate(fd, mode, offset, bytes); }
int posix_fallocate(int fd, off_t offset, off_t bytes) {
  int before = errno, result = fallocate(fd, 0, offset, bytes) ? errno : 0;
  errno = before;
  return result;
}
int posix_fallocate64(int fd, off_t offset, off_t bytes) { return posix_fallocate(fd, offset, bytes); }

static int synced(int fd, long call) {
  char path[PATH_MAX];
  int log = watched(fd, path);
  uint64_t inode = log ? inode_of(fd) : 0, token = 0;
  if (log) {
    lock();
    note(SYNC_BEGIN, inode, 0, path);
    token = control->sequence;
    unlock();
  }
  int result = syscall(call, fd), after = errno;
  if (log && !result) {
    lock();
    note(SYNC_END, inode, (int64_t)token, path);
    unlock();
  }
  errno = after;
  return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

void *mmap(void *address, size_t bytes, int protection, int flags, int fd, off_t offset) {
  char path[PATH_MAX];
  if ((flags & MAP_SHARED) && (protection & PROT_WRITE) && watched(fd, path)) {
    lock();
    note(CAVEAT, 0, 0, "a file was mapped shared and writable");
    unlock();
  }
  return (void *)syscall(SYS_mmap, address, bytes, protection, flags, fd, offset);
}
void *mmap64(void *address, size_t bytes, int protection, int flags, int fd, off_t offset) { return mmap(address, bytes, protection, flags, fd, offset); }

/* Copies inside the kernel carry no bytes past us. Refusing them makes every caller fall back to read and write. */
ssize_t copy_file_range(int from, off_t *at, int to, off_t *into, size_t bytes, unsigned flags) {
  return syscall(SYS_copy_file_range, from, at, to, into, bytes, flags);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t bytes) {
  char path[PATH_MAX];
  if (watched(to, path)) { errno = EINVAL; return -1; }
  return syscall(SYS_sendfile, to, from, offset, bytes);
}
ssize_t sendfile64(int to, int from, off_t *offset, size_t bytes) { return sendfile(to, from, offset, bytes); }

/* ---- names ---- */

static int opened(int at, const char *name, int flags, mode_t mode) {
  char path[PATH_MAX];
  int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));
  if (!writes || (flags & O_TMPFILE) == O_TMPFILE || !resolve(at, name, path)) return syscall(SYS_openat, at, name, flags, mode);
  lock();
  int created = 0, fd = -1;
  if (flags & O_CREAT) {
    fd = syscall(SYS_openat, at, name, flags | O_EXCL, mode);
    created = fd >= 0;
  }
  if (fd < 0 && !(flags & O_EXCL)) fd = syscall(SYS_openat, at, name, flags, mode);
  int after = errno;
  if (fd >= 0 && name_of(fd, path) && inside(path)) {
    if (created) note(CREATE, inode_of(fd), 0, path);
    else if (flags & O_TRUNC) note(SIZE, inode_of(fd), 0, path);
  }
  unlock();
  errno = after;
  return fd;
}

#define MODE(last)                                     \
  mode_t mode = 0;                                     \
  if (flags & (O_CREAT | O_TMPFILE)) {                 \
    va_list rest;                                      \
    va_start(rest, last);                              \
    mode = va_arg(rest, mode_t);                       \
    va_end(rest);                                      \
  }
int open(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int openat(int at, const char *name, int flags, ...) { MODE(flags) return opened(at, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...) { MODE(flags) return opened(at, name, flags, mode); }
int __open_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int __open64_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int __openat_2(int at, const char *name, int flags) { return opened(at, name, flags, 0); }
int __openat64_2(int at, const char *name, int flags) { return opened(at, name, flags, 0); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return creat(name, mode); }

static uint64_t inode_at(int at, const char *name) {
  struct stat about;
  return fstatat(at, name, &about, AT_SYMLINK_NOFOLLOW) ? 0 : about.st_ino;
}

static int removed(int at, const char *name, int flags) {
  char path[PATH_MAX];
  int log = resolve(at, name, path);
  if (log) lock();
  uint64_t inode = log ? inode_at(at, name) : 0;
  int result = syscall(SYS_unlinkat, at, name, flags);
  if (log && !result) note(flags & AT_REMOVEDIR ? RMDIR : UNLINK, inode, 0, path);
  if (log) unlock();
  return result;
}
int unlink(const char *name) { return removed(AT_FDCWD, name, 0); }
int unlinkat(int at, const char *name, int flags) { return removed(at, name, flags); }
int rmdir(const char *name) { return removed(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) {
  int before = errno;
  if (!unlink(name)) return 0;
  if (errno != EISDIR) return -1;
  errno = before;
  return rmdir(name);
}

static int made(int at, const char *name, mode_t mode) {
  char path[PATH_MAX];
  int log = resolve(at, name, path);
  if (log) lock();
  int result = syscall(SYS_mkdirat, at, name, mode);
  if (log && !result) note(MKDIR, inode_at(at, name), 0, path);
  if (log) unlock();
  return result;
}
int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int at, const char *name, mode_t mode) { return made(at, name, mode); }

static int moved(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
  char source[PATH_MAX], target[PATH_MAX];
  int leaves = resolve(from_at, from, source), enters = resolve(to_at, to, target);
  int log = leaves || enters;
  if (log) lock();
  uint64_t inode = log ? inode_at(from_at, from) : 0;
  int result = syscall(SYS_renameat2, from_at, from, to_at, to, flags);
  if (log && !result) {
    if (leaves && enters && !(flags & RENAME_EXCHANGE)) record(RENAME, inode, 0, source, &(struct iovec){target, strlen(target)}, 1, strlen(target));
    else if (leaves && !enters) note(UNLINK, inode, 0, source);
    else note(CAVEAT, 0, 0, "a file was moved in from outside, or two were exchanged");
  }
  if (log) unlock();
  return result;
}
int rename(const char *from, const char *to) { return moved(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_at, const char *from, int to_at, const char *to) { return moved(from_at, from, to_at, to, 0); }
int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) { return moved(from_at, from, to_at, to, flags); }

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  char target[PATH_MAX];
  int log = resolve(to_at, to, target);
  if (log) lock();
  int result = syscall(SYS_linkat, from_at, from, to_at, to, flags);
  if (log && !result) note(LINK, inode_at(to_at, to), 0, target);
  if (log) unlock();
  return result;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

/* libuv reaches a few calls by number: those that would go round this library are refused, so that it falls back. */
long syscall(long number, ...) {
  REAL(long, syscall, long, ...);
  long a[6];
  va_list rest;
  va_start(rest, number);
  for (int i = 0; i < 6; i++) a[i] = va_arg(rest, long);
  va_end(rest);
  char path[PATH_MAX];
  if (log_fd >= 0 && (number == SYS_io_uring_setup || (number == SYS_copy_file_range && watched((int)a[2], path)))) {
    errno = ENOSYS;
    return -1;
  }
  return real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
