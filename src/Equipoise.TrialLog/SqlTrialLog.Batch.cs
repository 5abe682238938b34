using System.Data;
using System.Data.Common;

namespace Equipoise.TrialLog;

/// <content>Appends that become durable together.</content>
public abstract partial class SqlTrialLog
{
    sealed class Batch : ILogBatch
    {
        readonly SqlTrialLog log;
        bool open;
        bool erased;
        LogHead? head;

        /// <summary>Takes the write lock at once, so that what is read from here on stays true until commit.</summary>
        internal Batch(SqlTrialLog log)
        {
            this.log = log;
            log.Guarded(() =>
            {
                log.Execute(log.TakeLog);
                return open = true;
            });
        }

        public void Append(IReadOnlyList<LogRow> rows)
        {
            if (rows.Count == 0)
                return;
            log.Guarded(() => log.Inserts(rows).Sum(insert => insert.ExecuteNonQuery()));
            if (TextsOf(rows) is { Count: > 0 } texts)
                log.Guarded(() =>
                {
                    log.Keep(texts);
                    return 0;
                });
            head = LogHead.Of(rows[^1]);
        }

        public void Erase(long sequence, string name)
        {
            log.Guarded(() =>
            {
                log.Erase(sequence, name);
                return erased = true;
            });
        }

        public void Commit()
        {
            log.Guarded(() =>
            {
                log.Execute("COMMIT");
                return open = false;
            });
            if (head is not null)
                log.Committed(head);
            if (erased)
                log.Clean();
        }

        public void Dispose()
        {
            if (!open)
                return;
            open = false;
            try
            {
                // A connection that broke has rolled back already; to open it again for that would be a new transaction.
                if (log.connection.State == ConnectionState.Open)
                    log.Execute("ROLLBACK");
            }
            catch (DbException)
            {
                log.Forget();
                log.connection.Close();
            }
        }
    }
}
