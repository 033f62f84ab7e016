import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** A settled fact of a card that someone has bound. Append only; its key is the bank's own transaction id. */
@Entity('spend')
@Index('spend_received', ['programme_id', 'received_at'])
export class SpendRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) transaction_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 26 }) card_id!: string
  @Column({ type: 'varchar', length: 8 }) type!: 'purchase' | 'refund' | 'reversal'
  @Column({ type: 'datetime', precision: 3 }) occurred_at!: Date | string
  @Column({ type: 'varchar', length: 10 }) posted_on!: string
  @Column({ type: 'bigint' }) amount_fen!: string | number
  @Column({ type: 'varchar', length: 24 }) original_amount!: string
  @Column({ type: 'varchar', length: 3 }) original_currency!: string
  @Column({ type: 'varchar', length: 64 }) merchant!: string
  @Column({ type: 'varchar', length: 4 }) mcc!: string
  @Column({ type: 'varchar', length: 8 }) channel!: 'pos' | 'online'
  @Column({ type: 'varchar', length: 64, nullable: true }) original_transaction_id!: string | null
  @Column({ type: 'datetime', precision: 3 }) received_at!: Date | string
}

/** What has to be known of a cardholder's facts to tell whether new ones touch any of them. */
@Entity('spend_head')
export class SpendHeadRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** The moment of the latest refund or reversal. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) latest_taking_at!: Date | string | null
  /** 1 when a refund or reversal names a fact that has not come. */
  @Column({ type: 'int' }) has_open_names!: number
}

/** A fact of a card that nobody has bound yet. It moves to `spend` when the card is bound. */
@Entity('spend_waiting')
export class SpendWaitingRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) card_token!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) transaction_id!: string
  /** The bank's event as JSON. */
  @Column({ type: 'text' }) fact!: string
  @Column({ type: 'datetime', precision: 3 }) received_at!: Date | string
}

/** Which purchase a refund takes back, as worked out from the card's facts; without one, it waits for operators. */
@Entity('refund_match')
@Index('refund_match_open', ['programme_id', 'purchase_id'])
export class RefundMatchRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) refund_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 64, nullable: true }) purchase_id!: string | null
  @Column({ type: 'datetime', precision: 3 }) decided_at!: Date | string
}

/** A daily file that the bank sent, by its content. */
@Entity('feed_file')
export class FeedFileRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  /** SHA-256 of the bytes, hex. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) content_hash!: string
  @Column({ type: 'varchar', length: 128 }) name!: string
  @Column({ type: 'varchar', length: 10 }) business_day!: string
  @Column({ type: 'int' }) row_count!: number
  @Column({ type: 'bigint' }) sum_fen!: string | number
  /** When it was begun. */
  @Column({ type: 'datetime', precision: 3 }) taken_at!: Date | string
  /** In how many slices it is posted; 0 for files from before slices. */
  @Column({ type: 'int', default: 0 }) slices!: number
  /** Null while slices are left to post. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) finished_at!: Date | string | null
}

/** A slice of a file that is posted, written in the transaction that posted it, with what came of it. */
@Entity('feed_slice')
export class FeedSliceRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) content_hash!: string
  @PrimaryColumn({ type: 'int' }) slice!: number
  @Column({ type: 'bigint' }) taken!: string | number
  @Column({ type: 'bigint' }) repeated!: string | number
  @Column({ type: 'bigint' }) waiting!: string | number
  @Column({ type: 'bigint' }) refused!: string | number
  @Column({ type: 'bigint' }) unmatched!: string | number
  /** Purchases minus refunds and reversals of what was taken, in fen. */
  @Column({ type: 'bigint' }) taken_fen!: string | number
  @Column({ type: 'bigint' }) points!: string | number
  @Column({ type: 'datetime', precision: 3 }) posted_at!: Date | string
}

/** A file that was refused whole, by its content, with its first problems. Of no programme: it is believed in nothing. */
@Entity('feed_refused_file')
export class FeedRefusedFileRow {
  /** SHA-256 of the bytes, hex. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) content_hash!: string
  @Column({ type: 'varchar', length: 128 }) name!: string
  @Column({ type: 'int' }) problem_count!: number
  /** JSON. */
  @Column({ type: 'text' }) problems!: string
  @Column({ type: 'datetime', precision: 3 }) refused_at!: Date | string
}

/** A row of a file that was not taken, with the reason. */
@Entity('feed_refusal')
export class FeedRefusalRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) content_hash!: string
  @PrimaryColumn({ type: 'int' }) line!: number
  @Column({ type: 'varchar', length: 64 }) transaction_id!: string
  @Column({ type: 'varchar', length: 40 }) code!: string
}
