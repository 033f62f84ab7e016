import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** One piece of news in a cardholder's inbox, and how it is brought to WeChat. */
@Entity('notice')
@Index('notice_age', ['created_at'])
@Index('notice_due', ['due_at'])
export class NoticeRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  /** The outbox message's own id, so that a message that comes twice is one notice. */
  @PrimaryColumn({ type: 'varchar', length: 26 }) notice_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** Of the outbox, as is the payload. */
  @Column({ type: 'varchar', length: 40 }) topic!: string
  @Column({ type: 'text' }) payload!: string
  /** `now`, `held` until quiet is over, `digest`, or `never`. */
  @Column({ type: 'varchar', length: 12 }) way!: string
  /** When a job may bring what is held or collected; null when nothing is left to do, or the outbox brings it. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) due_at!: Date | string | null
  /** How WeChat took it; null as long as it did not have it. */
  @Column({ type: 'varchar', length: 16, nullable: true }) outcome!: string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) read_at!: Date | string | null
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** What a cardholder wants to be told; no row means what everybody starts with. */
@Entity('news_settings')
export class NewsSettingsRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** JSON of `newsSettings`. */
  @Column({ type: 'text' }) settings!: string
  @Column({ type: 'datetime', precision: 3 }) changed_at!: Date | string
}

/** Our own book of accepted one-time templates, since WeChat has no way to ask what is left. */
@Entity('news_subscription')
export class NewsSubscriptionRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) template!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'int' }) accepted_left!: number
  @Column({ type: 'datetime', precision: 3 }) answered_at!: Date | string
}
